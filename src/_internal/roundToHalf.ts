import type { HalfDtype } from '../../spec/tensor.ts';

/** Bits of the high word of a double that are dropped, the spacing of subnormal numbers, the smallest normal and the largest finite one. */
const formats = {
  float16: { dropped: 10, spacing: 2 ** -24, normal: 2 ** -14, largest: 65504 },
  bfloat16: { dropped: 13, spacing: 2 ** -133, normal: 2 ** -126, largest: (2 - 2 ** -7) * 2 ** 127 },
} as const;

const view = new DataView(new ArrayBuffer(8));

/** The number of a type of 16 bits that is nearest to a double, ties to even; NaN, infinities and the sign of 0 stay. */
export function roundToHalf(dtype: HalfDtype, value: number): number {
  const { dropped, spacing, normal, largest } = formats[dtype];
  const size = Math.abs(value);
  // A sum with 2^52 of them is a multiple of the spacing, rounded as every sum is.
  const offset = 2 ** 52 * spacing;
  if (size < normal) return value === 0 ? value : Math.sign(value) * (size + offset - offset);
  if (!Number.isFinite(value)) return value;
  view.setFloat64(0, size);
  const [high, isBeyond] = [view.getUint32(0), view.getUint32(4) === 0 ? 0 : 1];
  // Half of the last place carries, or a little less of it where that place is even and nothing stands behind the half.
  const carry = 2 ** (dropped - 1) - 1 + (((high >>> dropped) & 1) | isBeyond);
  view.setUint32(0, ((high + carry) >>> dropped) << dropped);
  view.setUint32(4, 0);
  const rounded = view.getFloat64(0);
  return Math.sign(value) * (rounded > largest ? Number.POSITIVE_INFINITY : rounded);
}
