import { elementary } from './_internal/elementary.ts';
import { type Enclosure, enclosureArithmetic, isExact, point, powerOfTwo } from './_internal/enclosure.ts';
import { trigonometric } from './_internal/trigonometric.ts';
import type { Differentiable } from './differentiable.ts';
import type { Dyadic } from './dyadic.ts';
import * as dyadic from './dyadic.ts';

export type { Enclosure } from './_internal/enclosure.ts';

/**
 * The oracle's ground: real numbers held in [midpoint - radius, midpoint + radius] over big integers.
 *
 * The radius is zero as long as only constants, + - * neg abs max round floor power and divisions and roots that terminate made a number;
 * after other div and sqrt, the elementary functions and pi its relative width is about 2^-bits per operation. Cancellation widens them
 * as it must; where a result is not decided, a RangeError says `raise the precision`. What is not defined (division by 0, log or root of a
 * negative number) throws a RangeError too.
 */
export function enclosedAt(bits: number): Differentiable<Enclosure> {
  const arithmetic = enclosureArithmetic(bits);
  const functions = elementary(bits);
  const circular = trigonometric(bits);
  const one = point(dyadic.ONE);
  let slope: Enclosure | undefined;

  function compare(a: Enclosure, b: Enclosure): number {
    const order = dyadic.compare(a.midpoint, b.midpoint);
    if (isExact(a) && isExact(b)) return order;
    if (dyadic.compare(lowest(a), highest(b)) > 0 || dyadic.compare(highest(a), lowest(b)) < 0) return order;
    // The same computation gives the same enclosure: no precision would separate the two, so they count as equal.
    if (order === 0 && dyadic.compare(a.radius, b.radius) === 0) return 0;
    throw new RangeError('exact: comparison of overlapping enclosures: raise the precision');
  }

  /** Holds the largest of the true values, even where it is not decided which one that is. */
  function max(terms: readonly Enclosure[]): Enclosure {
    const [first, ...others] = terms;
    if (first === undefined) throw new RangeError('max: needs at least one term');
    const largest = others.reduce((a, b) => (dyadic.compare(b.midpoint, a.midpoint) > 0 ? b : a), first);
    if (terms.every(isExact)) return largest;
    const high = terms.map(highest).reduce((a, b) => (dyadic.compare(b, a) > 0 ? b : a));
    const low = terms.map(lowest).reduce((a, b) => (dyadic.compare(b, a) > 0 ? b : a));
    return arithmetic.trimmed(dyadic.scale(dyadic.add(low, high), -1), dyadic.scale(dyadic.sub(high, low), -1));
  }

  function power(a: Enclosure, n: number): Enclosure {
    if (!(Number.isSafeInteger(n) && n >= 0))
      throw new RangeError(`power: the exponent must be a whole number, got ${n}`);
    // 0.9^(10^6) has 53 million bits: beyond two thousand an enclosure must do.
    const isLong = dyadic.bitLength(a.midpoint.mantissa) * n > LONGEST_POWER;
    const times = (b: Enclosure, c: Enclosure): Enclosure => {
      const product = arithmetic.mul(b, c);
      return isLong ? arithmetic.trimmed(product.midpoint, product.radius) : product;
    };
    let result = one;
    for (let bit = 2 ** Math.floor(Math.log2(n)); bit >= 1; bit /= 2) {
      result = times(result, result);
      if (Math.floor(n / bit) % 2 === 1) result = times(result, a);
    }
    // 2^-20000000 is exact, and beside 1 has twenty million bits.
    const isMinute = isLong && dyadic.topExponent(highest(absolute(result))) < -LONGEST_POWER;
    return isMinute ? { midpoint: dyadic.ZERO, radius: powerOfTwo(-LONGEST_POWER) } : result;
  }

  /** An integer power where the exponent is one, else exp(b log a); the width grows with |b log a|, as for exp. */
  function pow(a: Enclosure, b: Enclosure): Enclosure {
    const isWhole = isExact(b) && dyadic.compare(dyadic.floor(b.midpoint), b.midpoint) === 0;
    const exponent = isWhole ? dyadic.toNumber(b.midpoint) : Number.NaN;
    if (!Number.isSafeInteger(exponent)) {
      if (isExact(a) && a.midpoint.mantissa === 0n && lowest(b).mantissa > 0n) return a;
      return functions.exp(arithmetic.mul(b, functions.log(a)));
    }
    const whole = power(a, Math.abs(exponent));
    return exponent < 0 ? arithmetic.div(one, whole) : whole;
  }

  /** What `whole` makes of every number of an enclosure, if that is one integer. */
  const integerBy =
    (whole: (x: Dyadic) => Dyadic, jump: string) =>
    (a: Enclosure): Enclosure => {
      const [low, high] = [whole(lowest(a)), whole(highest(a))];
      if (dyadic.compare(low, high) === 0) return point(low);
      throw new RangeError(`exact: an enclosure around ${jump}: raise the precision`);
    };

  const neg = (a: Enclosure): Enclosure => ({ midpoint: dyadic.neg(a.midpoint), radius: a.radius });
  return {
    name: bits === DEFAULT_BITS ? 'enclosed' : `enclosed at ${bits} bits`,
    constant: (value) => point(dyadic.fromNumber(value)),
    add: (a, b) => arithmetic.sum([a, b]),
    sub: (a, b) => arithmetic.sum([a, neg(b)]),
    mul: arithmetic.mul,
    div: arithmetic.div,
    neg,
    abs: (a) => (a.midpoint.mantissa < 0n ? neg(a) : a),
    sqrt: arithmetic.sqrt,
    ...functions,
    ...circular,
    floor: integerBy(dyadic.floor, 'an integer'),
    round: integerBy(dyadic.toInteger, 'a half between integers'),
    power,
    pow,
    sum: arithmetic.sum,
    max,
    select: (a, b, below, otherwise) => (compare(a, b) < 0 ? below() : otherwise()),
    compare,
    isZero: (a) => a.midpoint.mantissa === 0n && isExact(a),
    twoOverRootPi() {
      slope ??= functions.twoOverRootPi();
      return slope;
    },
  };
}

const absolute = (a: Enclosure): Enclosure => ({ midpoint: dyadic.abs(a.midpoint), radius: a.radius });
const lowest = (a: Enclosure): Dyadic => dyadic.sub(a.midpoint, a.radius);
const highest = (a: Enclosure): Dyadic => dyadic.add(a.midpoint, a.radius);

export const DEFAULT_BITS = 200;
/** Bits of a power that is still computed without rounding. */
const LONGEST_POWER = 2_000;

export const enclosed: Differentiable<Enclosure> = enclosedAt(DEFAULT_BITS);
