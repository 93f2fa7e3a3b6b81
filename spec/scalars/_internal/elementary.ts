import type { Dyadic } from '../dyadic.ts';
import * as dyadic from '../dyadic.ts';
import {
  type Enclosure,
  enclosureArithmetic,
  farthest,
  isExact,
  nearest,
  point,
  powerOfTwo,
  radiusAbove,
  radiusQuotient,
  radiusSum,
} from './enclosure.ts';
import { atanhSeries, erfSeries, expSeries, expTable, log2, pi } from './series.ts';

const ONE = point(dyadic.ONE);

/** Enclosures of exp, log, expm1, log1p, sinh, cosh, tanh and erf with about `bits` correct bits, relative to the result, for an exact argument. */
export function elementary(bits: number) {
  const arithmetic = enclosureArithmetic(bits);

  /** |e^x - e^a| <= e^a (e^rad - 1). */
  function exp(a: Enclosure): Enclosure {
    const result = expOf(a.midpoint, bits);
    return moved(result, a, () => result);
  }

  /** |log x - log a| <= rad / (a - rad). */
  function log(a: Enclosure): Enclosure {
    if (dyadic.compare(a.midpoint, dyadic.neg(a.radius)) < 0 || isZero(a)) {
      throw new RangeError('exact: logarithm of a number that is not positive');
    }
    if (dyadic.compare(a.midpoint, a.radius) <= 0) {
      throw new RangeError('exact: logarithm of an enclosure that holds 0: raise the precision');
    }
    const result = logOf(a.midpoint);
    if (isExact(a)) return result;
    return arithmetic.trimmed(result.midpoint, radiusSum(result.radius, radiusQuotient(a.radius, nearest(a))));
  }

  function logOf(x: Dyadic): Enclosure {
    const top = dyadic.topExponent(x);
    if (top === 0 || top === 1) {
      const fromOne = dyadic.sub(x, dyadic.ONE);
      if (dyadic.topExponent(fromOne) <= -20) return logOnePlus(point(fromOne));
    }
    // x = t 2^k with t about in [0.7, 1.4], and t e^-y = 1 + d with y the double nearest to log t, so that d is tiny.
    const isLow = dyadic.toNumber(dyadic.scale(x, -top)) < Math.SQRT1_2;
    const k = isLow ? top - 1 : top;
    const t = arithmetic.trimmed(dyadic.scale(x, -k), dyadic.ZERO);
    const y = dyadic.fromNumber(Math.log(dyadic.toNumber(t.midpoint)));
    const d = arithmetic.sum([arithmetic.mul(t, expOf(dyadic.neg(y), bits)), point(dyadic.fromNumber(-1))]);
    const kLog2 = arithmetic.mul(point(dyadic.fromNumber(k)), constantOf(log2));
    return arithmetic.sum([kLog2, point(y), logOnePlus(d)]);
  }

  /** log(1 + d) = 2 atanh z with z = d / (2 + d), for |d| <= 2^-19; the series' slope in y = z^2 is below 1. */
  function logOnePlus(d: Enclosure): Enclosure {
    const z = arithmetic.div(d, arithmetic.sum([point(dyadic.fromNumber(2)), d]));
    if (isZero(z)) return z;
    const leadingZeros = -2 * dyadic.topExponent(farthest(z));
    if (leadingZeros < 32) throw new Error('exact: the logarithm of the host is too inaccurate to start from');
    const w = widthFor(bits);
    const y = arithmetic.mul(z, z);
    const series: Enclosure = {
      midpoint: { mantissa: atanhSeries(toFixed(y.midpoint, w), Math.min(leadingZeros, w), w), exponent: -w },
      radius: radiusSum({ mantissa: 5n, exponent: -w }, y.radius),
    };
    return arithmetic.mul({ midpoint: dyadic.scale(z.midpoint, 1), radius: dyadic.scale(z.radius, 1) }, series);
  }

  /** |expm1 x - expm1 a| = |e^x - e^a|. */
  function expm1(a: Enclosure): Enclosure {
    return moved(expm1Of(a.midpoint), a, () => expOf(a.midpoint, bits));
  }

  function expm1Of(x: Dyadic): Enclosure {
    if (x.mantissa === 0n) return point(x);
    const top = dyadic.topExponent(x);
    // |e^x - 1 - x| <= x^2 for |x| <= 1.
    if (top < -bits) return { midpoint: x, radius: radiusAbove(square(radiusAbove(x))) };
    return arithmetic.sum([expOf(x, bits + Math.max(0, -top)), point(dyadic.neg(dyadic.ONE))]);
  }

  /** |log1p x - log1p a| <= rad / (1 + a - rad). */
  function log1p(a: Enclosure): Enclosure {
    const size = radiusAbove(a.midpoint);
    // |log(1 + x) - x| <= x^2 for |x| <= 1/2.
    const isTiny = dyadic.topExponent(size) < -bits;
    const whole: Enclosure = isTiny
      ? { midpoint: dyadic.ONE, radius: radiusSum(a.radius, size) }
      : { midpoint: dyadic.add(dyadic.ONE, a.midpoint), radius: a.radius };
    // 1 less e^-1e6 would have 1.4e6 bits.
    const isNarrow = isTiny && dyadic.topExponent(whole.radius) < -bits;
    const least = dyadic.sub(whole.midpoint, isNarrow ? powerOfTwo(-bits) : whole.radius);
    if (dyadic.compare(least, dyadic.ZERO) <= 0) return log(whole);
    const result = isTiny ? { midpoint: a.midpoint, radius: radiusAbove(square(size)) } : logOf(whole.midpoint);
    if (isExact(a)) return result;
    return arithmetic.trimmed(result.midpoint, radiusSum(result.radius, radiusQuotient(a.radius, least)));
  }

  /** The slope of each is below e^|a|. */
  const sinh = (a: Enclosure): Enclosure => moved(sinhOf(a.midpoint), a, () => expOf(dyadic.abs(a.midpoint), bits));
  const cosh = (a: Enclosure): Enclosure => moved(coshOf(a.midpoint), a, () => expOf(dyadic.abs(a.midpoint), bits));

  /** (e^x + e^-x) / 2. */
  function coshOf(x: Dyadic): Enclosure {
    const e = expOf(dyadic.abs(x), bits);
    return halved(arithmetic.sum([e, arithmetic.div(ONE, e)]));
  }

  function sinhOf(x: Dyadic): Enclosure {
    if (x.mantissa === 0n) return point(x);
    const top = dyadic.topExponent(x);
    // |sinh x - x| <= |x|^3 for |x| <= 1.
    if (top < -bits / 2) return { midpoint: x, radius: radiusAbove(cube(radiusAbove(x))) };
    const more = bits + Math.max(0, -top);
    const [e, wide] = [expOf(dyadic.abs(x), more), enclosureArithmetic(more)];
    const half = halved(wide.sum([e, negative(wide.div(ONE, e))]));
    return x.mantissa < 0n ? negative(half) : half;
  }

  /** f(a), where f moves by at most `slope` (e^rad - 1) <= 2 `slope` rad within a radius up to 1. */
  function moved(result: Enclosure, a: Enclosure, slope: () => Enclosure): Enclosure {
    if (isExact(a)) return result;
    if (dyadic.compare(a.radius, dyadic.ONE) > 0)
      throw new RangeError('exact: a function of a wide enclosure: raise the precision');
    const spread = dyadic.mul(radiusAbove(farthest(slope())), dyadic.scale(a.radius, 1));
    return arithmetic.trimmed(result.midpoint, radiusSum(result.radius, spread));
  }

  /** The slope of tanh is at most 1. */
  function tanh(a: Enclosure): Enclosure {
    return isExact(a) ? tanhOf(a.midpoint) : bounded(tanhOf, a, a.radius);
  }

  /** f(a) for an increasing f with values in [-1, 1] that moves by at most `spread` within `a`. */
  function bounded(f: (x: Dyadic) => Enclosure, a: Enclosure, spread: Dyadic): Enclosure {
    const result = f(a.midpoint);
    const radius = radiusSum(result.radius, spread);
    if (dyadic.topExponent(radius) < -bits) return arithmetic.trimmed(result.midpoint, radius);
    // A wide argument: the values at its ends say more than the slope.
    const [low, high] = [f(dyadic.sub(a.midpoint, a.radius)), f(dyadic.add(a.midpoint, a.radius))];
    const middle = dyadic.scale(dyadic.add(low.midpoint, high.midpoint), -1);
    const reach = radiusAbove(dyadic.sub(high.midpoint, low.midpoint));
    return arithmetic.trimmed(middle, radiusSum(radiusSum(low.radius, high.radius), dyadic.scale(reach, -1)));
  }

  function tanhOf(x: Dyadic): Enclosure {
    if (x.mantissa === 0n) return point(x);
    const top = dyadic.topExponent(x);
    // |tanh x - x| <= |x|^3 / 3, and 1 - tanh |x| <= 2 e^(-2|x|), where |x| >= bits/2 makes this less than 2^(1 - 1.44 bits).
    if (top < -bits / 2) return { midpoint: x, radius: radiusAbove(cube(radiusAbove(x))) };
    if (top > Math.log2(bits)) return { midpoint: signOf(x), radius: powerOfTwo(Math.ceil(1 - 1.44 * bits)) };
    const e = expOf(dyadic.scale(x, 1), bits + Math.max(0, -top));
    return arithmetic.div(arithmetic.sum([e, point(dyadic.fromNumber(-1))]), arithmetic.sum([e, ONE]));
  }

  /** The slope of erf is at most 2 / sqrt(pi) < 289/256. */
  function erf(a: Enclosure): Enclosure {
    if (isExact(a)) return erfOf(a.midpoint);
    return bounded(erfOf, a, { mantissa: a.radius.mantissa * 289n, exponent: a.radius.exponent - 8 });
  }

  function erfOf(x: Dyadic): Enclosure {
    if (x.mantissa === 0n) return point(x);
    // 1 - erf |x| <= e^(-x^2) = 2^(-x^2 log2 e), where a whole bit less makes up for the rounding.
    const tail = Math.min(Math.floor(Math.LOG2E * dyadic.toNumber(x) ** 2) - 1, 4 * bits);
    if (tail > bits + 8) return { midpoint: signOf(x), radius: powerOfTwo(-tail) };
    const w = widthFor(bits) + 64;
    const square = dyadic.mul(x, x);
    const { sum, units } = erfSeries(toFixed(dyadic.scale(square, 1), w), w);
    const series: Enclosure = {
      midpoint: { mantissa: sum, exponent: -w },
      radius: radiusAbove({ mantissa: units, exponent: -w }),
    };
    const decay = arithmetic.mul(expOf(dyadic.neg(square), bits), twoOverRootPi());
    return arithmetic.mul(arithmetic.mul(point(x), series), decay);
  }

  let slope: Enclosure | undefined;
  function twoOverRootPi(): Enclosure {
    slope ??= arithmetic.div(point(dyadic.fromNumber(2)), arithmetic.sqrt(constantOf(pi)));
    return slope;
  }

  function constantOf(constant: (w: number) => bigint): Enclosure {
    const w = widthFor(bits);
    return { midpoint: { mantissa: constant(w), exponent: -w }, radius: powerOfTwo(-w) };
  }

  return { exp, log, expm1, log1p, sinh, cosh, tanh, erf, twoOverRootPi };
}

/** x = k log 2 + r with |r| <= 1/2, off by at most 3 units; the halvings of `expSeries` cost as many bits. */
function expOf(x: Dyadic, bits: number): Enclosure {
  if (x.mantissa === 0n) return ONE;
  const top = dyadic.topExponent(x);
  if (top > LARGEST_EXPONENT) {
    if (x.mantissa > 0n) throw new RangeError('exact: exp of a number beyond 2^40');
    return { midpoint: dyadic.ZERO, radius: powerOfTwo(-(2 ** LARGEST_EXPONENT)) };
  }
  const w = widthFor(bits);
  const k = top < 0 ? 0 : Math.round(dyadic.toNumber(x) / Math.LN2);
  const kLog2 = k === 0 ? 0n : (BigInt(k) * log2(w + 64)) >> 64n;
  return {
    midpoint: { mantissa: expSeries(toFixed(x, w) - kLog2, w), exponent: k - w },
    radius: powerOfTwo(k - w + expTable(w).halvings + 4),
  };
}

const LARGEST_EXPONENT = 40;

/** Fraction bits of the fixed point for `bits` correct ones: a multiple of a machine word, so that few tables are needed. */
const widthFor = (bits: number): number => 64 * Math.ceil((bits + Math.sqrt(bits) / 2 + 24) / 64);

const toFixed = (x: Dyadic, w: number): bigint =>
  x.exponent + w >= 0 ? x.mantissa << BigInt(x.exponent + w) : x.mantissa >> BigInt(-x.exponent - w);

const square = (x: Dyadic): Dyadic => dyadic.mul(x, x);
const cube = (x: Dyadic): Dyadic => dyadic.mul(x, square(x));
const negative = (a: Enclosure): Enclosure => ({ midpoint: dyadic.neg(a.midpoint), radius: a.radius });
const halved = (a: Enclosure): Enclosure => ({
  midpoint: dyadic.scale(a.midpoint, -1),
  radius: dyadic.scale(a.radius, -1),
});

const signOf = (x: Dyadic): Dyadic => (x.mantissa < 0n ? dyadic.neg(dyadic.ONE) : dyadic.ONE);

const isZero = (a: Enclosure): boolean => a.midpoint.mantissa === 0n && isExact(a);
