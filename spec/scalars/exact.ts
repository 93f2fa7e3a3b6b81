import * as fast from './_internal/doubleDouble.ts';
import { powerOfTwo, radiusSum } from './_internal/enclosure.ts';
import { given, type Lazy, lazily, toEnclosure } from './_internal/lazy.ts';
import { nearestInteger } from './_internal/nearestInteger.ts';
import type { Differentiable } from './differentiable.ts';
import * as dyadic from './dyadic.ts';
import { DEFAULT_BITS, type Enclosure, enclosedAt } from './enclosed.ts';

/**
 * A real number: held in double-doubles, and where these cannot tell, in big integers, which are asked only then.
 *
 * What is asked of it has the same answer either way: `enclosed.ts` says which; this says it sooner.
 */
export type Exact = Lazy;

/** Bits of an elementary function where double-doubles are enough. */
const FAST_BITS = 120;

/**
 * The oracle: values without rounding. What is not defined (division by 0, log or root of a negative number) throws a
 * RangeError at once, and so does what `bits` do not decide (`raise the precision`).
 */
export function exactArithmetic(bits: number): Differentiable<Exact> {
  const slow = enclosedAt(bits);
  const brief = enclosedAt(FAST_BITS);
  const add = (operands: readonly Enclosure[]): Enclosure => slow.sum(operands);
  const binary =
    (of: (a: Enclosure, b: Enclosure) => Enclosure) =>
    ([a, b]: readonly Enclosure[]): Enclosure =>
      // Recipes are only ever given the operands that they were made with.
      of(a as Enclosure, b as Enclosure);
  const unary =
    (of: (a: Enclosure) => Enclosure) =>
    ([a]: readonly Enclosure[]): Enclosure =>
      of(a as Enclosure);
  const [times, over, opposite] = [binary(slow.mul), binary(slow.div), unary(slow.neg)];
  const root = unary(slow.sqrt);
  const largest = (operands: readonly Enclosure[]): Enclosure => slow.max(operands);
  const neg = (a: Exact): Exact => lazily(fast.neg(a.fast), opposite, [a]);

  /** An elementary function: of few bits where the argument is known well enough, of all of them where it is not. */
  function elementary(name: UnaryFunction): (a: Exact) => Exact {
    const recipe = unary(slow[name]);
    const inDoubles = remembering((x) => fast.fromEnclosure(brief[name](fast.toEnclosure(x))));
    return (a) => lazily(fast.isKnown(a.fast) ? whereDecided(() => inDoubles(a.fast)) : fast.UNKNOWN, recipe, [a]);
  }

  function elementaryOfTwo(name: 'atan2' | 'pow'): (a: Exact, b: Exact) => Exact {
    const recipe = binary(slow[name]);
    const inDoubles = (a: fast.DoubleDouble, b: fast.DoubleDouble) =>
      fast.fromEnclosure(brief[name](fast.toEnclosure(a), fast.toEnclosure(b)));
    return (a, b) => {
      const isKnown = fast.isKnown(a.fast) && fast.isKnown(b.fast);
      return lazily(isKnown ? whereDecided(() => inDoubles(a.fast, b.fast)) : fast.UNKNOWN, recipe, [a, b]);
    };
  }

  /** A double is rounded as it is. */
  function integer(name: 'floor' | 'round', ofDouble: (x: number) => number): (a: Exact) => Exact {
    const recipe = unary(slow[name]);
    return (a) => {
      const { hi, lo, radius } = a.fast;
      return lo === 0 && radius === 0 ? given(ofDouble(hi)) : lazily(fast.UNKNOWN, recipe, [a]);
    };
  }

  function compare(a: Exact, b: Exact): number {
    const { hi, lo, radius } = a === b ? NOTHING : fast.sumOf([a.fast, fast.neg(b.fast)]);
    if (radius === 0 || Math.abs(hi) - Math.abs(lo) > radius) return hi;
    return slow.compare(toEnclosure(a), toEnclosure(b));
  }

  /** The term that is above all others beyond doubt, the first among equals; otherwise a number that holds the largest. */
  function max(terms: readonly Exact[]): Exact {
    const [first, ...others] = terms;
    if (first === undefined) throw new RangeError('max: needs at least one term');
    let found = first;
    for (const term of others) {
      const { hi, lo, radius } = fast.sumOf([term.fast, fast.neg(found.fast)]);
      if (!(radius === 0 || Math.abs(hi) - Math.abs(lo) > radius)) return lazily(fast.UNKNOWN, largest, terms);
      if (hi > 0) found = term;
    }
    return found;
  }

  function power(a: Exact, n: number): Exact {
    const recipe = unary((one) => slow.power(one, n));
    if (n === 0 || !Number.isSafeInteger(n)) return lazily(fast.UNKNOWN, recipe, [a]);
    let result = fast.ofDouble(1);
    for (let bit = 2 ** Math.floor(Math.log2(Math.max(n, 1))); bit >= 1; bit /= 2) {
      result = fast.mul(result, result);
      if (Math.floor(n / bit) % 2 === 1) result = fast.mul(result, a.fast);
    }
    return lazily(result, recipe, [a]);
  }

  let slope: Exact | undefined;
  let halfTurn: Exact | undefined;
  return {
    name: bits === DEFAULT_BITS ? 'exact' : `exact at ${bits} bits`,
    constant: given,
    add: (a, b) => lazily(fast.sumOf([a.fast, b.fast]), add, [a, b]),
    sub(a, b) {
      const negated = neg(b);
      return lazily(fast.sumOf([a.fast, negated.fast]), add, [a, negated]);
    },
    mul: (a, b) => lazily(fast.mul(a.fast, b.fast), times, [a, b]),
    div: (a, b) => lazily(fast.div(a.fast, b.fast), over, [a, b]),
    neg,
    abs(a) {
      const { hi, lo, radius } = a.fast;
      const isDecided = radius === 0 || Math.abs(hi) - Math.abs(lo) > radius;
      if (isDecided) return hi < 0 ? neg(a) : a;
      return toEnclosure(a).midpoint.mantissa < 0n ? neg(a) : a;
    },
    sqrt: (a) => lazily(fast.sqrt(a.fast), root, [a]),
    exp: elementary('exp'),
    log: elementary('log'),
    expm1: elementary('expm1'),
    log1p: elementary('log1p'),
    sinh: elementary('sinh'),
    cosh: elementary('cosh'),
    tanh: elementary('tanh'),
    erf: elementary('erf'),
    sin: elementary('sin'),
    cos: elementary('cos'),
    atan2: elementaryOfTwo('atan2'),
    pow: elementaryOfTwo('pow'),
    pi() {
      halfTurn ??= lazily(fast.fromEnclosure(brief.pi()), () => slow.pi(), []);
      return halfTurn;
    },
    floor: integer('floor', Math.floor),
    round: integer('round', nearestInteger),
    power,
    sum: (terms) => lazily(fast.sumOf(terms.map((term) => term.fast)), add, terms),
    max,
    select: (a, b, below, otherwise) => (compare(a, b) < 0 ? below() : otherwise()),
    compare,
    isZero(a) {
      const { hi, radius } = a.fast;
      if (radius === 0) return hi === 0;
      return fast.leastOf(a.fast) === 0 && slow.isZero(toEnclosure(a));
    },
    twoOverRootPi() {
      slope ??= lazily(fast.fromEnclosure(brief.twoOverRootPi()), () => slow.twoOverRootPi(), []);
      return slope;
    },
  };
}

type UnaryFunction = 'exp' | 'log' | 'expm1' | 'log1p' | 'sinh' | 'cosh' | 'tanh' | 'erf' | 'sin' | 'cos';

/** What doubles come to; unknown where the function is not defined, or they do not decide it: the big integers say which. */
function whereDecided(inDoubles: () => fast.DoubleDouble): fast.DoubleDouble {
  try {
    return inDoubles();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return fast.UNKNOWN;
  }
}

const NOTHING = fast.ofDouble(0);

/** Arguments whose values are remembered at most. */
const MOST_REMEMBERED = 1_000;

/** The same function: definitions ask for most values several times, once for every element and every way of computing it. */
function remembering(of: (x: fast.DoubleDouble) => fast.DoubleDouble): (x: fast.DoubleDouble) => fast.DoubleDouble {
  const known = new Map<number, { readonly argument: fast.DoubleDouble; readonly value: fast.DoubleDouble }>();
  return (x) => {
    const found = known.get(x.hi);
    if (found !== undefined && found.argument.lo === x.lo && found.argument.radius === x.radius) return found.value;
    const value = of(x);
    if (known.size >= MOST_REMEMBERED) known.clear();
    known.set(x.hi, { argument: x, value });
    return value;
  };
}

export const exact: Differentiable<Exact> = exactArithmetic(DEFAULT_BITS);

/** The enclosure behind a number, computed where it has not been. */
export const enclosureOf: (x: Exact) => Enclosure = toEnclosure;

/** Share of a number that its radius may be, so that the double next above it bounds it. */
const NARROW = 2 ** -60;

const isNarrow = ({ hi, radius }: Exact['fast']): boolean => radius <= NARROW * Math.abs(hi);

/** At least |x|, and at most a double or two above it; exactly |x| where that is a double. */
export function magnitudeAbove(x: Exact): number {
  const { hi, lo, radius } = x.fast;
  // |lo| is at most half of the distance to the next double.
  if (isNarrow(x.fast)) return lo === 0 && radius === 0 ? Math.abs(hi) : Math.abs(hi) * (1 + 2 ** -52);
  const enclosure = toEnclosure(x);
  return dyadic.toNumberAbove(dyadic.add(dyadic.abs(enclosure.midpoint), enclosure.radius));
}

/** At least the distance of `x` from what is known of it; 0 for a number that is known exactly. */
export const radiusAbove = (x: Exact): number =>
  isNarrow(x.fast) ? x.fast.radius : dyadic.toNumberAbove(toEnclosure(x).radius);

/** The double nearest to `x`, as far as it is known. */
export const toNumber = (x: Exact): number => (isNarrow(x.fast) ? x.fast.hi : dyadic.toNumber(toEnclosure(x).midpoint));

/** Share of a distance that the radius may be, so that the first three digits of an error are right. */
const NEGLIGIBLE = 2 ** -20;

const isClear = ({ hi, lo, radius }: Exact['fast']): boolean => radius <= NEGLIGIBLE * (Math.abs(hi) - Math.abs(lo));

/** The double next to `x` as far as double-doubles know it, which of what cancelled they do not. */
export const roughly = (x: Exact): number => (fast.isKnown(x.fast) ? x.fast.hi : toNumber(x));

/** The sum of two doubles that is nearest to `x` as far as these know it, some hundred bits: a number without what `x` was made of. */
export function inDoubles(x: Exact): Exact {
  const hi = given(roughly(x));
  return exact.add(hi, given(roughly(exact.sub(x, hi))));
}

/** An upper bound of |received - x|, rounded up: 0 exactly when they are equal, Infinity for a NaN or an infinite `received`. */
export function errorOf(received: number, x: Exact): number {
  if (!Number.isFinite(received)) return Infinity;
  const distance = fast.sumOf([fast.ofDouble(received), fast.neg(x.fast)]);
  return isClear(distance) ? fast.magnitudeOf(distance) : distanceOf(received, toEnclosure(x));
}

/** |a - b| as a double whose first digits are right: what is asked of an error takes no more. */
export function distanceBetween(a: Exact, b: Exact): number {
  const difference = exact.sub(a, b);
  return isClear(difference.fast) ? fast.magnitudeOf(difference.fast) : Math.abs(toNumber(difference));
}

function distanceOf(received: number, x: Enclosure): number {
  if (dyadic.topExponent(x.midpoint) > 1100) return Infinity;
  // exp(-1e9) is not aligned with `received` over its 1.4e9 bits.
  const isTiny = x.midpoint.exponent < FINEST;
  const midpoint = isTiny ? dyadic.truncated(x.midpoint, FINEST) : x.midpoint;
  const distance = dyadic.abs(dyadic.sub(dyadic.fromNumber(received), midpoint));
  const radius = isTiny ? radiusSum(x.radius, powerOfTwo(FINEST)) : x.radius;
  return dyadic.toNumberAbove(dyadic.add(distance, radius));
}

const FINEST = -100_000;
