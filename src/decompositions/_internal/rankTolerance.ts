import type { WideDtype } from '../../../spec/tensor.ts';

const epsilon = { float64: 2 ** -52, float32: 2 ** -23 };

/** max(m, n) eps s_1, eps that of the data: singular values up to it count as zero. */
export const rankTolerance = (m: number, n: number, s: Float64Array, dtype: WideDtype): number =>
  Math.max(m, n) * epsilon[dtype] * (s[0] ?? 0);
