import type { Dyadic } from '../dyadic.ts';
import * as dyadic from '../dyadic.ts';
import { type Enclosure, enclosureArithmetic, isExact, point, powerOfTwo, radiusSum } from './enclosure.ts';
import { alternatingSeries, pi } from './series.ts';

const ONE = point(dyadic.ONE);

/** Enclosures of sin, cos and pi with about `bits` correct bits: relative ones where an exact argument is below pi / 4, else absolute ones. */
export function trigonometric(bits: number) {
  const arithmetic = enclosureArithmetic(bits);
  const width = 64 * Math.ceil((bits + 64) / 64);

  /** a = k pi / 2 + r with |r| at most a little above pi / 4; where k = 0, r is a. */
  function reduced(a: Enclosure): { readonly quarters: bigint; readonly r: Enclosure } {
    const top = dyadic.topExponent(a.midpoint);
    if (a.midpoint.mantissa === 0n || top < 0) return { quarters: 0n, r: a };
    const w = width + top + 64;
    const x = toFixed(a.midpoint, w);
    const whole = pi(w);
    const quarters = floorOf(4n * x + whole, 2n * whole);
    // x is off by a unit, pi by one for each half of k, and the halving by one.
    const lost = { mantissa: (quarters < 0n ? -quarters : quarters) + 2n, exponent: -w };
    const midpoint = { mantissa: x - ((quarters * whole) >> 1n), exponent: -w };
    return { quarters, r: { midpoint, radius: radiusSum(a.radius, lost) } };
  }

  /** sin r for |r| < 1, as r times a series in r^2. */
  function sine(r: Enclosure): Enclosure {
    if (r.midpoint.mantissa === 0n) return r;
    return spread(arithmetic.mul(point(r.midpoint), seriesIn(r.midpoint, 1)), r.radius);
  }

  const cosine = (r: Enclosure): Enclosure =>
    r.midpoint.mantissa === 0n && isExact(r) ? ONE : spread(seriesIn(r.midpoint, 0), r.radius);

  const seriesIn = (r: Dyadic, first: 0 | 1): Enclosure => ({
    midpoint: { mantissa: alternatingSeries(toFixed(dyadic.mul(r, r), width), first, width), exponent: -width },
    radius: { mantissa: 6n, exponent: -width },
  });

  /** The slopes of sin and cos are at most 1. */
  const spread = ({ midpoint, radius }: Enclosure, argument: Dyadic): Enclosure =>
    arithmetic.trimmed(midpoint, radiusSum(radius, argument));

  /** sin(a + shift pi / 2). */
  function shifted(a: Enclosure, shift: bigint): Enclosure {
    const { quarters, r } = reduced(a);
    const quarter = (((quarters + shift) % 4n) + 4n) % 4n;
    const value = quarter % 2n === 0n ? sine(r) : cosine(r);
    return quarter < 2n ? value : { midpoint: dyadic.neg(value.midpoint), radius: value.radius };
  }

  return {
    sin: (a: Enclosure): Enclosure => shifted(a, 0n),
    cos: (a: Enclosure): Enclosure => shifted(a, 1n),
    pi: (): Enclosure => ({ midpoint: { mantissa: pi(width), exponent: -width }, radius: powerOfTwo(-width) }),
  };
}

const toFixed = (x: Dyadic, w: number): bigint =>
  x.exponent + w >= 0 ? x.mantissa << BigInt(x.exponent + w) : x.mantissa >> BigInt(-x.exponent - w);

/** The largest integer that is at most a / b, for b > 0. */
const floorOf = (a: bigint, b: bigint): bigint => a / b - (a % b < 0n ? 1n : 0n);
