import { thresholds } from '../../../spec/thresholds.ts';

/** What svd/C7 allows each singular value of an m by n matrix to be off: 35 max(m, n) eps s_1. */
export const singularValueError = (shape: readonly number[], largest: number, u: number): number =>
  thresholds.singular * Math.max(1, ...shape) * 2 * u * largest;
