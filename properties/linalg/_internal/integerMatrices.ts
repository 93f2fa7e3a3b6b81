import type { Tensor } from '../../../spec/tensor.ts';
import { at, build } from '../../verbs/tensors.ts';

/** The determinant of an integer matrix, by its first row. */
function determinantOf(rows: readonly (readonly number[])[]): number {
  const [first, ...others] = rows;
  if (first === undefined) return 1;
  return first.reduce(
    (sum, value, j) => sum + (j % 2 === 0 ? value : -value) * determinantOf(others.map((row) => row.toSpliced(j, 1))),
    0,
  );
}

const rowsOf = (a: Tensor): number[][] => {
  const [rows = 0, columns = 0] = a.shape;
  return Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (_, j) => at(a, i, j)));
};

/** The determinant of a small integer matrix. */
export const integerDeterminant = (a: Tensor): number => determinantOf(rowsOf(a));

/** The inverse of an integer matrix of determinant 1: its cofactors, transposed. */
export function inverseOfUnimodular(a: Tensor): Tensor {
  const rows = rowsOf(a);
  return build(a, a.shape, (i, j) => {
    const minor = rows.toSpliced(j, 1).map((row) => row.toSpliced(i, 1));
    return ((i + j) % 2 === 0 ? 1 : -1) * determinantOf(minor);
  });
}
