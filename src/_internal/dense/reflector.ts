import type { Matrix } from './matrix.ts';
import { commonExponent, scaledBy, timesPowerOfTwo } from './scale.ts';

/** I - factor v v^T, acting on the rows from `start` on. */
export interface Reflector {
  readonly start: number;
  readonly vector: Float64Array;
  readonly factor: number;
}

export interface Triangularisation {
  readonly reflectors: readonly Reflector[];
  /** The upper triangular (or trapezoidal) factor, min(m, n) by n, its lower part exactly zero. */
  readonly r: Matrix;
  /** Column j of the factored matrix is column `order[j]` of the given one. */
  readonly order: Int32Array;
}

/**
 * The reflector that maps x to (alpha, 0, .., 0), |alpha| = ||x||, alpha of the sign that cancels nothing (Golub and Van Loan,
 * algorithm 5.1.1). x is scaled by a power of two, so that columns of any size are treated alike, bitwise.
 */
export function reflectorOf(x: Float64Array, start: number): { reflector: Reflector; alpha: number } {
  const exponent = commonExponent(x);
  const vector = scaledBy(x, -exponent);
  const head = vector[0] ?? 0;
  let sum = head * head;
  let isReduced = true;
  for (let i = 1; i < vector.length; i++) {
    const value = vector[i] as number;
    sum += value * value;
    if (value !== 0) isReduced = false;
  }
  const norm = Math.sqrt(sum);
  if (isReduced) return { reflector: { start, vector, factor: 0 }, alpha: x[0] ?? 0 };
  const alpha = head > 0 ? -norm : norm;
  vector[0] = head - alpha;
  return {
    reflector: { start, vector, factor: 1 / (norm * (norm + Math.abs(head))) },
    alpha: timesPowerOfTwo(alpha, exponent),
  };
}

/** Replaces x, the entries of `data` from `at` on that the reflector acts on, by (I - factor v v^T) x. */
export function reflect(data: Float64Array, at: number, { vector, factor }: Reflector): void {
  if (factor === 0) return;
  const n = vector.length;
  // Two partial sums: each waits only for its own last addition.
  let even = 0;
  let odd = 0;
  for (let i = 0; i + 1 < n; i += 2) {
    even += (vector[i] as number) * (data[at + i] as number);
    odd += (vector[i + 1] as number) * (data[at + i + 1] as number);
  }
  if (n % 2 === 1) even += (vector[n - 1] as number) * (data[at + n - 1] as number);
  const multiple = factor * (even + odd);
  for (let i = 0; i < n; i++) data[at + i] = (data[at + i] as number) - multiple * (vector[i] as number);
}
