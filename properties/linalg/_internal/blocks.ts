import type { Tensor } from '../../../spec/tensor.ts';
import { at, build } from '../../verbs/tensors.ts';

/** The rectangle of a matrix whose first entry is (row, column). */
export const blockOf = (
  a: Tensor,
  [row, column]: readonly [number, number],
  shape: readonly [number, number],
): Tensor => build(a, shape, (i, j) => at(a, row + i, column + j));

/** The columns of a matrix as vectors. */
export const columnVectors = (a: Tensor): Tensor[] => {
  const [rows = 0, columns = 0] = a.shape;
  return Array.from({ length: columns }, (_, j) => build(a, [rows], (i) => at(a, i, j)));
};

/** The rows of a matrix as vectors. */
export const rowVectors = (a: Tensor): Tensor[] => {
  const [rows = 0, columns = 0] = a.shape;
  return Array.from({ length: rows }, (_, i) => build(a, [columns], (j) => at(a, i, j)));
};
