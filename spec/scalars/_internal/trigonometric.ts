import type { Dyadic } from '../dyadic.ts';
import * as dyadic from '../dyadic.ts';
import { type Enclosure, enclosureArithmetic, isExact, nearest, point, powerOfTwo, radiusSum } from './enclosure.ts';
import { alternatingSeries, atanhSeries, pi } from './series.ts';

const ONE = point(dyadic.ONE);

/**
 * Enclosures of sin, cos, atan2 and pi with about `bits` correct bits: of sin and cos relative ones where an exact argument is below
 * pi / 4, else absolute ones.
 */
export function trigonometric(bits: number) {
  const arithmetic = enclosureArithmetic(bits);
  const width = 64 * Math.ceil((bits + 64) / 64);

  /** a = k pi / 2 + r with |r| at most a little above pi / 4; where k = 0, r is a. */
  function reduced(a: Enclosure): { readonly quarters: bigint; readonly r: Enclosure } {
    const top = dyadic.topExponent(a.midpoint);
    if (a.midpoint.mantissa === 0n || top < 0) return { quarters: 0n, r: a };
    // A multiple of a machine word, so that pi is computed to few widths.
    const w = width + 64 * Math.ceil(top / 64 + 1);
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

  const sin = (a: Enclosure): Enclosure => shifted(a, 0n);
  const cos = (a: Enclosure): Enclosure => shifted(a, 1n);
  const halfTurn: Enclosure = { midpoint: { mantissa: pi(width), exponent: -width }, radius: powerOfTwo(-width) };

  /** The host's angle, and that of (x, y) turned back by it, which is tiny. */
  function atan2(y: Enclosure, x: Enclosure): Enclosure {
    const isCertain = (a: Enclosure): boolean => nearest(a).mantissa > 0n;
    if (!isCertain(y)) {
      if (!isCertain(x)) {
        const isOrigin = isExact(y) && isExact(x);
        throw new RangeError(`exact: the angle of ${isOrigin ? '(0, 0)' : 'what holds (0, 0): raise the precision'}`);
      }
      if (isExact(y)) return x.midpoint.mantissa > 0n ? y : halfTurn;
      if (x.midpoint.mantissa < 0n) throw new RangeError('exact: an angle at the cut: raise the precision');
    }
    const top = Math.max(dyadic.topExponent(y.midpoint), dyadic.topExponent(x.midpoint));
    const scaled = (a: Enclosure): number => dyadic.toNumber(dyadic.scale(a.midpoint, -top));
    const angle = point(dyadic.fromNumber(Math.atan2(scaled(y), scaled(x))));
    const [s, c] = [sin(angle), cos(angle)];
    const across = arithmetic.sum([arithmetic.mul(y, c), negative(arithmetic.mul(x, s))]);
    const along = arithmetic.sum([arithmetic.mul(x, c), arithmetic.mul(y, s)]);
    return arithmetic.sum([angle, tinyAngle(arithmetic.div(across, along))]);
  }

  /** atan d = d (1 - d^2 / 3 + ..) for a tiny d; the slope is at most 1. */
  function tinyAngle({ midpoint: d, radius }: Enclosure): Enclosure {
    if (d.mantissa === 0n) return { midpoint: d, radius };
    const leadingZeros = -2 * dyadic.topExponent(d);
    if (leadingZeros < 32) throw new RangeError('exact: the angle of a wide enclosure: raise the precision');
    const series: Enclosure = {
      midpoint: {
        mantissa: atanhSeries(-toFixed(dyadic.mul(d, d), width), Math.min(leadingZeros, width), width),
        exponent: -width,
      },
      radius: { mantissa: 6n, exponent: -width },
    };
    return spread(arithmetic.mul(point(d), series), radius);
  }

  return { sin, cos, atan2, pi: (): Enclosure => halfTurn };
}

const negative = (a: Enclosure): Enclosure => ({ midpoint: dyadic.neg(a.midpoint), radius: a.radius });

const toFixed = (x: Dyadic, w: number): bigint =>
  x.exponent + w >= 0 ? x.mantissa << BigInt(x.exponent + w) : x.mantissa >> BigInt(-x.exponent - w);

/** The largest integer that is at most a / b, for b > 0. */
const floorOf = (a: bigint, b: bigint): bigint => a / b - (a % b < 0n ? 1n : 0n);
