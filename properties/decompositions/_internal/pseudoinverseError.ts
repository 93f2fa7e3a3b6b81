import { thresholds } from '../../../spec/thresholds.ts';

/**
 * How far the pseudoinverse of a matrix with these nonzero singular values may be off in the Frobenius norm: it is that of a
 * matrix of the same rank within 35 max(m, n) eps s_1, which moves it by (1 + sqrt 5)/2 ||X||^2 times that (Wedin); the sum over
 * the rank turns the 2-norm into the Frobenius norm. Its own rounding is at most as much.
 */
export function pseudoinverseError(shape: readonly number[], values: readonly number[], u: number): number {
  const [largest = 0, least = 1] = [values[0], values.at(-1)];
  const moved = ((1 + Math.sqrt(5)) / 2) * thresholds.singular * Math.max(1, ...shape) * 2 * u * (largest / least ** 2);
  return 2 * Math.sqrt(values.length) * moved;
}
