import { binaryFormats, type FloatFormat } from './_internal/binaryFormats.ts';

/** The number mantissa * 2^exponent. Every finite double is one, and sums and products of dyadics are exact. */
export interface Dyadic {
  readonly mantissa: bigint;
  readonly exponent: number;
}

export const ZERO: Dyadic = { mantissa: 0n, exponent: 0 };
export const ONE: Dyadic = { mantissa: 1n, exponent: 0 };

const view = new DataView(new ArrayBuffer(8));

/** The double `x` itself, with an odd mantissa unless it is an integer. Throws RangeError on NaN and infinities. */
export function fromNumber(x: number): Dyadic {
  if (Number.isSafeInteger(x)) return { mantissa: BigInt(x), exponent: 0 };
  if (!Number.isFinite(x)) throw new RangeError(`dyadic: ${x} is not a finite number`);
  view.setFloat64(0, x);
  const high = view.getUint32(0);
  const low = view.getUint32(4);
  const biased = (high >>> 20) & 0x7ff;
  const significand = ((high & 0xfffff) | (biased === 0 ? 0 : 0x100000)) * 2 ** 32 + low;
  const zeros = low === 0 ? 32 + trailingZeros(high | 0x100000) : trailingZeros(low);
  const odd = significand / 2 ** zeros;
  return { mantissa: BigInt(x < 0 ? -odd : odd), exponent: (biased === 0 ? -1074 : biased - 1075) + zeros };
}

const trailingZeros = (word: number): number => 31 - Math.clz32(word & -word);

/** Number of bits of |a|: 0 for 0, otherwise 2^(n-1) <= |a| < 2^n. */
export function bitLength(a: bigint): number {
  const magnitude = a < 0n ? -a : a;
  const rounded = Number(magnitude);
  if (rounded === Infinity) {
    const digits = magnitude.toString(16);
    return 4 * digits.length - (Math.clz32(Number.parseInt(digits.charAt(0), 16)) - 28);
  }
  if (rounded === 0) return 0;
  view.setFloat64(0, rounded);
  const high = view.getUint32(0);
  const bits = (high >>> 20) - 1022;
  // Number() rounds to nearest: only a result that is a power of two can have been rounded up to it.
  const isPower = (high & 0xfffff) === 0 && bits > 53;
  return isPower && view.getUint32(4) === 0 && magnitude < 1n << BigInt(bits - 1) ? bits - 1 : bits;
}

/** Exponent of the leading bit plus one: 2^(t-1) <= |a| < 2^t; -Infinity for 0. */
export const topExponent = (a: Dyadic): number => (a.mantissa === 0n ? -Infinity : bitLength(a.mantissa) + a.exponent);

export const neg = (a: Dyadic): Dyadic => ({ mantissa: -a.mantissa, exponent: a.exponent });

export const abs = (a: Dyadic): Dyadic => (a.mantissa < 0n ? neg(a) : a);

export function add(a: Dyadic, b: Dyadic): Dyadic {
  if (a.exponent === b.exponent) return { mantissa: a.mantissa + b.mantissa, exponent: a.exponent };
  if (a.mantissa === 0n) return b;
  if (b.mantissa === 0n) return a;
  if (a.exponent > b.exponent) return add(b, a);
  return { mantissa: a.mantissa + (b.mantissa << BigInt(b.exponent - a.exponent)), exponent: a.exponent };
}

export const sub = (a: Dyadic, b: Dyadic): Dyadic => add(a, neg(b));

export const mul = (a: Dyadic, b: Dyadic): Dyadic => ({
  mantissa: a.mantissa * b.mantissa,
  exponent: a.exponent + b.exponent,
});

/** a * 2^n. */
export const scale = (a: Dyadic, n: number): Dyadic => ({ mantissa: a.mantissa, exponent: a.exponent + n });

/** `a` without the bits below 2^lowest, within 2^lowest of it. */
export function truncated(a: Dyadic, lowest: number): Dyadic {
  const excess = lowest - a.exponent;
  if (excess <= 0) return a;
  return excess > bitLength(a.mantissa) ? ZERO : { mantissa: a.mantissa >> BigInt(excess), exponent: lowest };
}

/** Sum of any number of terms; the mantissas are aligned once. */
export function sum(terms: readonly Dyadic[]): Dyadic {
  let exponent = Infinity;
  for (const term of terms) if (term.mantissa !== 0n && term.exponent < exponent) exponent = term.exponent;
  if (exponent === Infinity) return ZERO;
  let mantissa = 0n;
  for (const term of terms) {
    if (term.exponent === exponent) mantissa += term.mantissa;
    else if (term.mantissa !== 0n) mantissa += term.mantissa << BigInt(term.exponent - exponent);
  }
  return { mantissa, exponent };
}

/** Negative, zero or positive as `a` is below, equal to or above `b`. */
export function compare(a: Dyadic, b: Dyadic): number {
  const signs = sign(a.mantissa) - sign(b.mantissa);
  if (signs !== 0 || a.mantissa === 0n) return signs;
  if (a.exponent === b.exponent) return sign(a.mantissa - b.mantissa);
  const tops = topExponent(a) - topExponent(b);
  return tops !== 0 ? tops * sign(a.mantissa) : sign(sub(a, b).mantissa);
}

const sign = (a: bigint): number => (a > 0n ? 1 : a < 0n ? -1 : 0);

/** The number of `format` nearest to `a`, ties to even, rounded once; beyond the largest finite one by half a step: infinite. */
export function roundTo(format: FloatFormat, a: Dyadic): number {
  if (a.mantissa === 0n) return 0;
  const { precision, smallestExponent, maxFinite } = binaryFormats[format];
  const top = topExponent(a);
  if (top > 1100) return a.mantissa < 0n ? -Infinity : Infinity;
  const step = Math.max(top - precision, smallestExponent);
  const magnitude = Number(roundedShift(a.mantissa < 0n ? -a.mantissa : a.mantissa, step - a.exponent)) * 2 ** step;
  const rounded = magnitude > maxFinite ? Infinity : magnitude;
  return a.mantissa < 0n ? -rounded : rounded;
}

/** The nearest integer, of two the even one. */
export function toInteger(a: Dyadic): Dyadic {
  if (a.exponent >= 0) return a;
  const magnitude = roundedShift(a.mantissa < 0n ? -a.mantissa : a.mantissa, -a.exponent);
  return { mantissa: a.mantissa < 0n ? -magnitude : magnitude, exponent: 0 };
}

/** The largest integer that is at most `a`. */
export const floor = (a: Dyadic): Dyadic =>
  a.exponent >= 0 ? a : { mantissa: a.mantissa >> BigInt(-a.exponent), exponent: 0 };

/** a / 2^shift for a >= 0, rounded to the nearest integer, ties to even. */
function roundedShift(a: bigint, shift: number): bigint {
  if (shift <= 0) return a << BigInt(-shift);
  if (shift > bitLength(a) + 1) return 0n;
  const floor = a >> BigInt(shift);
  const rest = a - (floor << BigInt(shift));
  const half = 1n << BigInt(shift - 1);
  return rest > half || (rest === half && (floor & 1n) === 1n) ? floor + 1n : floor;
}

/** The double nearest to `a`, ties to even. */
export const toNumber = (a: Dyadic): number => roundTo('float64', a);

/** The least double that is at least `a`, for a >= 0. */
export function toNumberAbove(a: Dyadic): number {
  const nearest = toNumber(a);
  if (nearest === Infinity || compare(fromNumber(nearest), a) >= 0) return nearest;
  view.setFloat64(0, nearest);
  view.setBigUint64(0, view.getBigUint64(0) + 1n);
  return view.getFloat64(0);
}
