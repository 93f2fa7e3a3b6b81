import * as dyadic from '../dyadic.ts';

/** `x >= 0`, computed with a few dozen roundings, made an upper bound of its true value; Infinity where it is not a number. */
export const upward = (x: number): number => (Number.isNaN(x) ? Infinity : x * (1 + 2 ** -46));

/** a b for a, b >= 0, where nothing times an infinite bound is nothing. */
export const product = (a: number, b: number): number => (a === 0 || b === 0 ? 0 : a * b);

/** Whether `bits` significant bits hold `value`. */
export function hasBits(value: number, bits: number): boolean {
  const { mantissa } = dyadic.fromNumber(value);
  return mantissa === 0n || dyadic.bitLength(mantissa / (mantissa & -mantissa)) <= bits;
}
