import type { Tensor } from '../../spec/tensor.ts';
import { at, build } from './tensors.ts';

/** The first rows and columns of a matrix, as many of both where one number is given. */
export const leading = (a: Tensor, rows: number, columns = rows): Tensor =>
  build(a, [rows, columns], (i, j) => at(a, i, j));

/** A matrix with every column times a power of two. */
export const columnsTimesPowers = (a: Tensor, exponents: readonly number[]): Tensor =>
  build(a, a.shape, (i, j) => at(a, i, j) * 2 ** (exponents[j] ?? 0));

/** A matrix with something added to its diagonal. */
export const plusDiagonal = (a: Tensor, value: number): Tensor =>
  build(a, a.shape, (i, j) => at(a, i, j) + (i === j ? value : 0));

/** The entries on the diagonal. */
export const diagonalOf = (a: Tensor): number[] => Array.from({ length: Math.min(...a.shape) }, (_, i) => at(a, i, i));

/** A in the upper left corner, B in the lower right one. */
export function onDiagonal(a: Tensor, b: Tensor): Tensor {
  const [m = 0, n = 0] = a.shape;
  return build(a, [m + (b.shape[0] ?? 0), n + (b.shape[1] ?? 0)], (i, j) =>
    i < m && j < n ? at(a, i, j) : i >= m && j >= n ? at(b, i - m, j - n) : 0,
  );
}
