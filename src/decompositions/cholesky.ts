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
import { fail, requireFloats } from '../_internal/fail.ts';
import { bindAxes, requireShape } from '../_internal/shapes.ts';
import { sumTo } from '../_internal/sumTo.ts';
import { store } from '../_internal/values.ts';
import { type NdArray, zeros } from '../ndArray.ts';
import { substitute } from './_internal/substitute.ts';

const id = 'decompositions.cholesky';

/** L row by row from the lower triangle of a alone. Throws RangeError at a pivot that is not positive (R1) or not finite (R2). */
function factor(a: Matrix): Matrix {
  const n = a.rows;
  const l = matrix(n, n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = at(a, i, j);
      if (!Number.isFinite(rest)) fail(`${id}/R2`, `a must be finite, got ${rest} at [${i}, ${j}]`);
      for (let p = 0; p < j; p++) rest -= at(l, i, p) * at(l, j, p);
      if (i === j && !(rest > 0)) fail(`${id}/R1`, `a must be positive definite, got pivot ${rest} in row ${i}`);
      l.data[i * n + j] = i === j ? Math.sqrt(rest) : rest / at(l, j, j);
    }
  }
  return l;
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
    (a, l) => store(l, factor(matrixOf(a)).data),
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
      const l = factor(matrixOf(a));
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
