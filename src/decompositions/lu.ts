import { lu as specification } from '../../spec/decompositions/lu.ts';
import { type Matrix, matrix, part, plus, times, transposed } from '../_internal/dense/matrix.ts';
import { reference } from '../_internal/reference.ts';
import { eliminateInPlace, unpermuteRows } from './_internal/eliminate.ts';
import { substitute } from './_internal/substitute.ts';

/** P, L and U; U over the data of A. */
function factor(a: Matrix): { permutation: Int32Array; l: Matrix; u: Matrix } {
  const n = a.rows;
  const { permutation, factors: u } = eliminateInPlace(a);
  const l = matrix(n, n);
  for (let i = 0; i < n; i++) {
    const start = i * n;
    for (let at = start; at < start + i; at++) {
      l.data[at] = u.data[at] as number;
      u.data[at] = 0;
    }
    l.data[start + i] = 1;
  }
  return { permutation, l, u };
}

export const lu = reference(specification, {
  member: ({ a }) => factor(a),
  // P A = L U with P constant: L^-1 P dA U^-1 = L^-1 dL + dU U^-1, a strictly lower plus an upper triangular matrix, so that
  // dL = L stril(M) and dU = triu(M) U with M = L^-1 P dA U^-1. Then <Lbar, dL> + <Ubar, dU> = <stril(L^T Lbar) + triu(Ubar U^T),
  // M>, and moving the factors of M to the other side gives Abar = P^T L^-T (stril(L^T Lbar) + triu(Ubar U^T)) U^-T.
  pullback({ a }, { l: lBar, u: uBar }) {
    const { permutation, l, u } = factor(a);
    const middle = plus(
      part(times(transposed(l), lBar), (i, j) => i > j),
      part(times(uBar, transposed(u)), (i, j) => i <= j),
    );
    const left = substitute(l, middle, { lower: true, transpose: true, unitDiagonal: true });
    // X = Y U^-T, hence U X^T = Y^T.
    return { a: unpermuteRows(transposed(substitute(u, transposed(left), { lower: false })), permutation) };
  },
});
