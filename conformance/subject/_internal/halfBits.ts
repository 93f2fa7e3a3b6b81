import type { HalfDtype } from '../../../spec/tensor.ts';

const single = new Float32Array(1);
const bits = new Uint32Array(single.buffer);

/** The 16 bits of a number that `dtype` holds: NaN is the quiet one. */
export function halfBitsOf(dtype: HalfDtype, value: number): number {
  single[0] = value;
  const word = bits[0] ?? 0;
  if (dtype === 'bfloat16') return Number.isNaN(value) ? 0x7fc0 : word >>> 16;
  const sign = (word >>> 16) & 0x8000;
  if (Number.isNaN(value)) return 0x7e00;
  const size = Math.abs(value);
  if (size === Number.POSITIVE_INFINITY) return sign | 0x7c00;
  // Subnormal numbers of float16 are multiples of 2^-24; of a normal one the exponent is moved from 127 to 15, and 13 bits are 0.
  if (size < 2 ** -14) return sign | (size * 2 ** 24);
  return sign | (((word & 0x7fffffff) >>> 13) - ((127 - 15) << 10));
}

/** The number whose 16 bits these are. */
export function halfOfBits(dtype: HalfDtype, half: number): number {
  if (dtype === 'bfloat16') {
    bits[0] = half << 16;
    return single[0] ?? 0;
  }
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >>> 10) & 0x1f;
  const fraction = half & 0x3ff;
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
