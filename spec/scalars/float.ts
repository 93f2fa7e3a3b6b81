import { binaryFormats, type FloatFormat } from './_internal/binaryFormats.ts';
import { erf } from './_internal/erf.ts';
import { nearestInteger } from './_internal/nearestInteger.ts';
import type { Differentiable } from './differentiable.ts';

export type { FloatFormat } from './_internal/binaryFormats.ts';

/** Half the distance from 1 to the next larger number: u = 2^-p. Source: Higham 2002, section 2.1. */
export const unitRoundoff = (format: FloatFormat): number => 2 ** -binaryFormats[format].precision;

/** The smallest positive number of full precision. */
export const leastNormalOf = (format: FloatFormat): number => binaryFormats[format].minNormal;

/** The largest finite number. */
export const largestOf = (format: FloatFormat): number => binaryFormats[format].maxFinite;

const view = new DataView(new ArrayBuffer(8));

/** How far the numbers of `format` lie apart in the binade of the finite double `x`. */
function stepAt(format: FloatFormat, x: number): number {
  const { precision, smallestExponent } = binaryFormats[format];
  view.setFloat64(0, x);
  const exponent = ((view.getUint32(0) >>> 20) & 0x7ff) - 1023;
  return 2 ** Math.max(exponent - precision + 1, smallestExponent);
}

/** The distance from |x|, rounded to `format`, to the next larger number of it; NaN where there is none. */
export function ulpOf(format: FloatFormat, x: number): number {
  const rounded = roundTo(format, x);
  return Number.isFinite(rounded) ? stepAt(format, rounded) : Number.NaN;
}

/** The number of `format` nearest to the double `x`, ties to even, in one rounding; NaN, infinities and -0 stay. */
export function roundTo(format: FloatFormat, x: number): number {
  if (format === 'float64') return x;
  if (format === 'float32') return Math.fround(x);
  if (x === 0 || !Number.isFinite(x)) return x;
  const { maxFinite } = binaryFormats[format];
  const step = stepAt(format, x);
  // Dividing by a power of two is exact here; adding 2^52 rounds a non-negative double below it to an integer, ties to even.
  const magnitude = (Math.abs(x) / step + 2 ** 52 - 2 ** 52) * step;
  const rounded = magnitude > maxFinite ? Infinity : magnitude;
  return x < 0 ? -rounded : rounded;
}

/**
 * The plain evaluation in `format`: every operation rounded to it, sums from left to right, NaN kept by `max`.
 *
 * Rounding the double result a second time is innocuous for + - * / sqrt, since 53 >= 2 p + 2 for float32 and below
 * (Figueroa 1995, When is double rounding innocuous?); the elementary functions are JavaScript's, rounded.
 */
export function float(format: FloatFormat): Differentiable<number> {
  const round = format === 'float64' ? (x: number) => x : (x: number) => roundTo(format, x);
  return {
    name: format,
    constant: round,
    add: (a, b) => round(a + b),
    sub: (a, b) => round(a - b),
    mul: (a, b) => round(a * b),
    div: (a, b) => round(a / b),
    neg: (a) => -a,
    abs: Math.abs,
    sqrt: (a) => round(Math.sqrt(a)),
    exp: (a) => round(Math.exp(a)),
    log: (a) => round(Math.log(a)),
    tanh: (a) => round(Math.tanh(a)),
    erf: (a) => round(erf(a)),
    sin: (a) => round(Math.sin(a)),
    cos: (a) => round(Math.cos(a)),
    expm1: (a) => round(Math.expm1(a)),
    log1p: (a) => round(Math.log1p(a)),
    sinh: (a) => round(Math.sinh(a)),
    cosh: (a) => round(Math.cosh(a)),
    atan2: (y, x) => round(Math.atan2(y, x)),
    pow: (a, b) => round(a ** b),
    floor: Math.floor,
    pi: () => round(Math.PI),
    round: nearestInteger,
    power(a, n) {
      // By repeated squaring: a bias correction may ask for the millionth power.
      let product = 1;
      for (let [square, rest] = [a, n]; rest > 0; rest = Math.floor(rest / 2), square = round(square * square)) {
        if (rest % 2 === 1) product = round(product * square);
      }
      return product;
    },
    sum(terms) {
      let total = terms[0] ?? 0;
      for (let i = 1; i < terms.length; i++) total = round(total + (terms[i] ?? 0));
      return total;
    },
    max(terms) {
      if (terms.length === 0) throw new RangeError('max: needs at least one term');
      return terms.reduce((largest, term) => (term > largest || Number.isNaN(term) ? term : largest));
    },
    select: (a, b, below, otherwise) => (a < b ? below() : otherwise()),
    compare: (a, b) => (a < b ? -1 : a > b ? 1 : 0),
    isZero: (a) => a === 0,
    twoOverRootPi: () => round(2 / Math.sqrt(Math.PI)),
  };
}
