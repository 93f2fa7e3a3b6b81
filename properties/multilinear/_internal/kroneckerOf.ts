import type { Tensor } from '../../../spec/tensor.ts';
import { at, build, inShape, product } from '../../verbs/tensors.ts';

/** A kron B: block (i, j) is a_ij B; exact on small integers. */
export const kroneckerOf = (a: Tensor, b: Tensor): Tensor => {
  const [[m = 1, n = 1], [p = 1, q = 1]] = [a.shape, b.shape];
  return build(
    a,
    [m * p, n * q],
    (row, column) => at(a, Math.floor(row / p), Math.floor(column / q)) * at(b, row % p, column % q),
  );
};

/** The Khatri-Rao product: column k is the Kronecker product of both columns k. */
export const khatriRaoOf = (a: Tensor, b: Tensor): Tensor => {
  const rows = b.shape[0] ?? 1;
  const shape = [(a.shape[0] ?? 1) * rows, a.shape[1] ?? 1];
  return build(a, shape, (i, k) => at(a, Math.floor(i / rows), k) * at(b, i % rows, k));
};

/** A vector as a matrix of one column. */
export const asColumn = (x: Tensor): Tensor => inShape(x, [x.data.length, 1]);

/** A matrix times a vector. */
export const applied = (a: Tensor, x: Tensor): Tensor => inShape(product(a, asColumn(x)), [a.shape[0] ?? 0]);
