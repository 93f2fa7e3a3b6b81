import { cholesky as specification } from '../../spec/decompositions/cholesky.ts';
import { at, build, type Matrix, matrix, symmetricPart, times, transposed } from '../_internal/dense/matrix.ts';
import { fail } from '../_internal/fail.ts';
import { reference } from '../_internal/reference.ts';
import { choleskyFactor } from './_internal/choleskyFactor.ts';
import { substitute } from './_internal/substitute.ts';

/** L of the lower triangle. Throws RangeError at a pivot that is not positive (R1), or at what made it so where it is not finite (R2). */
function factor(a: Matrix): Matrix {
  const n = a.rows;
  const l = matrix(n, n);
  for (let i = 0; i < n; i++) {
    for (let at = i * n; at <= i * n + i; at++) l.data[at] = a.data[at] as number;
  }
  const bad = choleskyFactor(l);
  if (bad === undefined) return l;
  // A pivot depends on the rows up to its own, and the pivots of those above were finite: so were their entries.
  const row = a.data.subarray(bad.row * n, bad.row * n + bad.row + 1);
  const j = row.findIndex((value) => !Number.isFinite(value));
  if (j >= 0) fail('decompositions.cholesky/R2', `a must be finite, got ${row[j]} at [${bad.row}, ${j}]`);
  fail('decompositions.cholesky/R1', `a must be positive definite, got pivot ${bad.pivot} in row ${bad.row}`);
}

export const cholesky = reference(specification, {
  halves: true,
  member: ({ a }) => factor(a),
  // A = L L^T: L^-1 dA L^-T = L^-1 dL + (L^-1 dL)^T, of which L^-1 dL is the lower triangular part with half the diagonal: dL =
  // L Phi(L^-1 dA L^-T). Then <Lbar, dL> = <Phi(L^T Lbar), L^-1 dA L^-T> = <L^-T Phi(L^T Lbar) L^-1, dA>, and dA is symmetric, so
  // that of this gradient only the symmetric part counts.
  pullback({ a }, lBar) {
    const l = factor(a);
    const inner = times(transposed(l), lBar);
    const phi = build(a.rows, a.rows, (i, j) => (i > j ? at(inner, i, j) : i === j ? at(inner, i, j) / 2 : 0));
    const left = substitute(l, phi, { lower: true, transpose: true });
    // X = Y L^-1, hence L^T X^T = Y^T.
    return { a: symmetricPart(transposed(substitute(l, transposed(left), { lower: true, transpose: true }))) };
  },
});
