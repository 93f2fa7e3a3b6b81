import {
  khatriRao as khatriRaoSpecification,
  kronMatvec as kronMatvecSpecification,
} from '../../spec/multilinear/kroneckerProducts.ts';
import { at, build, matrix, times, transposed } from '../_internal/dense/matrix.ts';
import { reference } from '../_internal/reference.ts';
import { sumOver } from './_internal/sumOver.ts';

export const khatriRao = reference(khatriRaoSpecification, {
  member: ({ a, b }) =>
    build(a.rows * b.rows, a.columns, (row, k) => at(a, Math.floor(row / b.rows), k) * at(b, row % b.rows, k)),
  // Every column is bilinear: the gradient of either factor contracts G with the other one.
  pullback: ({ a, b }, g) => ({
    a: build(a.rows, a.columns, (i, k) => sumOver(b.rows, (q) => at(g, i * b.rows + q, k) * at(b, q, k))),
    b: build(b.rows, b.columns, (q, k) => sumOver(a.rows, (i) => at(g, i * b.rows + q, k) * at(a, i, k))),
  }),
});

export const kronMatvec = reference(kronMatvecSpecification, {
  member: ({ a, b, x }) => times(a, matrix(a.columns, b.columns, x), transposed(b)).data,
  // Y = A X B^T: <G, dA X B^T> + <G, A dX B^T> + <G, A X dB^T>.
  pullback({ a, b, x }, cotangent) {
    const [rows, g] = [matrix(a.columns, b.columns, x), matrix(a.rows, b.rows, cotangent)];
    return {
      a: times(g, b, transposed(rows)),
      b: times(transposed(g), a, rows),
      x: times(transposed(a), g, b).data,
    };
  },
});
