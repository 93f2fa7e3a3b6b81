/** What svd/C7 allows each singular value of an m by n matrix to be off: 30 max(m, n) eps s_1. */
export const singularValueError = (shape: readonly number[], largest: number, u: number): number =>
  30 * Math.max(1, ...shape) * 2 * u * largest;
