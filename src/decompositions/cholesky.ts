import type { cholesky as specification } from '../../spec/decompositions/cholesky.ts';
import type { Gradient, Implementation } from '../../spec/implementation.ts';
import { forEachMember } from '../_internal/batch.ts';
import {
  at,
  build,
  type Matrix,
  matrix,
  matrixOf,
  symmetricPart,
  times,
  transposed,
} from '../_internal/dense/matrix.ts';
import { readLowerRows, workspaceFor, writeRows } from '../_internal/dense/memberRows.ts';
import { fail, requireFloats } from '../_internal/fail.ts';
import { bindAxes, requireShape } from '../_internal/shapes.ts';
import { sumTo } from '../_internal/sumTo.ts';
import { doubles, store } from '../_internal/values.ts';
import { type NdArray, slice, zeros } from '../ndArray.ts';
import { choleskyFactor } from './_internal/choleskyFactor.ts';
import { substitute } from './_internal/substitute.ts';

const id = 'decompositions.cholesky';

/** L over `values`, which hold zeros. Throws RangeError at a pivot that is not positive (R1), or at what made it so where it is not finite (R2). */
function factor(a: NdArray, values?: Float64Array): Matrix {
  const n = a.shape[0] ?? 0;
  const l = matrix(n, n, values);
  readLowerRows(a, l.data);
  const bad = choleskyFactor(l);
  if (bad === undefined) return l;
  // A pivot depends on the rows up to its own, and the pivots of those above were finite: so were their entries.
  const row = doubles(slice(a, 0, bad.row, 1)).subarray(0, bad.row + 1);
  const j = row.findIndex((value) => !Number.isFinite(value));
  if (j >= 0) fail(`${id}/R2`, `a must be finite, got ${row[j]} at [${bad.row}, ${j}]`);
  fail(`${id}/R1`, `a must be positive definite, got pivot ${bad.pivot} in row ${bad.row}`);
}

export const cholesky: Implementation<typeof specification, NdArray> = ({ a }) => {
  const dtype = requireFloats(id, { a });
  const { size, batch } = bindAxes(id, { a: [a, '... n n'] });
  const l = zeros(dtype, [...batch, size.n, size.n]);
  forEachMember(
    batch,
    [
      [a, 2],
      [l, 2],
    ],
    (a, l) => writeRows(l, factor(a, workspaceFor(l)).data),
  );
  return l;
};

// A = L L^T: L^-1 dA L^-T = L^-1 dL + (L^-1 dL)^T, of which L^-1 dL is the lower triangular part with half the diagonal: dL =
// L Phi(L^-1 dA L^-T). Then <Lbar, dL> = <Phi(L^T Lbar), L^-1 dA L^-T> = <L^-T Phi(L^T Lbar) L^-1, dA>, and dA is symmetric, so
// that of this gradient only the symmetric part counts.
export const choleskyGradient: Gradient<typeof specification, NdArray> = ({ a }, cotangent) => {
  const dtype = requireFloats(id, { a, cotangent });
  const { size, batch } = bindAxes(id, { a: [a, '... n n'] });
  requireShape(id, 'cotangent', cotangent, [...batch, size.n, size.n]);
  const gradient = zeros('float64', [...batch, size.n, size.n]);
  forEachMember(
    batch,
    [
      [a, 2],
      [cotangent, 2],
      [gradient, 2],
    ],
    (a, g, gradient) => {
      const l = factor(a);
      const inner = times(transposed(l), matrixOf(g));
      const phi = build(size.n, size.n, (i, j) => (i > j ? at(inner, i, j) : i === j ? at(inner, i, j) / 2 : 0));
      const left = substitute(l, phi, { lower: true, transpose: true });
      // X = Y L^-1, hence L^T X^T = Y^T.
      const both = transposed(substitute(l, transposed(left), { lower: true, transpose: true }));
      store(gradient, symmetricPart(both).data);
    },
  );
  return { a: sumTo(gradient, a.shape, dtype) };
};
