import { kron as specification } from '../../spec/multilinear/kron.ts';
import { at, build } from '../_internal/dense/matrix.ts';
import { reference } from '../_internal/reference.ts';

/** The sum over row < rows and column < columns of the terms. */
function sum(rows: number, columns: number, term: (row: number, column: number) => number): number {
  let total = 0;
  for (let row = 0; row < rows; row++) for (let column = 0; column < columns; column++) total += term(row, column);
  return total;
}

export const kron = reference(specification, {
  member: ({ a, b }, _, { sizes: { p, q, mp, nq } }) =>
    build(mp, nq, (i, j) => at(a, Math.floor(i / p), Math.floor(j / q)) * at(b, i % p, j % q)),
  // c_(ip+r, jq+s) = a_ij b_rs is bilinear: the gradient of either factor contracts G with the other one.
  pullback: ({ a, b }, g, _, { sizes: { m, n, p, q } }) => ({
    a: build(m, n, (i, j) => sum(p, q, (r, s) => at(g, i * p + r, j * q + s) * at(b, r, s))),
    b: build(p, q, (r, s) => sum(m, n, (i, j) => at(g, i * p + r, j * q + s) * at(a, i, j))),
  }),
});
