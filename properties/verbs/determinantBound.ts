import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { exactMatrix } from './exactMatrices.ts';
import { singularValuesOf } from './spectrum.ts';

/**
 * How far det(A + E) may lie from det A, ||E||_2 <= distance: the sum over k >= 1 of s_(n-k) distance^k, s_j the elementary
 * symmetric function of order j of the singular values (Ipsen and Rehman 2008). It is also the change of the product of the
 * singular values when each moves by at most `distance`.
 */
export function determinantBound(singularValues: readonly number[], distance: number): number {
  const symmetric = [1];
  for (const value of singularValues) {
    for (let j = symmetric.length; j > 0; j--) symmetric[j] = (symmetric[j] ?? 0) + (symmetric[j - 1] ?? 0) * value;
  }
  const n = singularValues.length;
  let sum = 0;
  for (let k = 1; k <= n; k++) sum += (symmetric[n - k] ?? 0) * distance ** k;
  return sum;
}

/**
 * How far the determinant of a matrix, or its minors of order n - `minors`, may lie from those of one within 30 n u ||A||_F: what a
 * stable method errs by, whichever it is (det/C1). The singular values of a minor lie below those of the matrix.
 */
export function determinantError(a: Tensor, u: number, minors: 0 | 1 = 0): number {
  const [n = 0] = a.shape;
  const distance = 30 * n * u * Math.hypot(...a.data);
  return determinantBound(singularValuesOf(exactMatrix(a), u).slice(0, n - minors), distance);
}

/** The matrices of a stack of square ones. */
export function squareMembers(a: Tensor): Tensor[] {
  const n = a.shape.at(-1) ?? 0;
  return Array.from({ length: n === 0 ? 0 : a.data.length / n ** 2 }, (_, member) =>
    tensorOf(a.dtype, [n, n], a.data.slice(member * n ** 2, (member + 1) * n ** 2)),
  );
}
