import type { eigh as specification } from '../../spec/decompositions/eigh.ts';
import type { Gradient, Implementation } from '../../spec/implementation.ts';
import { forEachMember } from '../_internal/batch.ts';
import { at, build, matrixOf, part, symmetricPart, times, transposed } from '../_internal/dense/matrix.ts';
import { writeRows } from '../_internal/dense/memberRows.ts';
import { quotient } from '../_internal/dense/quotient.ts';
import { requireFinite } from '../_internal/dense/requireFinite.ts';
import { requireFloats } from '../_internal/fail.ts';
import { bindAxes, requireShape } from '../_internal/shapes.ts';
import { sumTo } from '../_internal/sumTo.ts';
import { doubles, store } from '../_internal/values.ts';
import { type NdArray, zeros } from '../ndArray.ts';
import { type SymmetricEigen, symmetricEigen } from './_internal/symmetricEigen.ts';

const id = 'decompositions.eigh';

/** Reads the lower triangle alone, and mirrors it. */
function factor(a: NdArray): SymmetricEigen {
  const lower = part(matrixOf(a), (i, j) => i >= j);
  requireFinite(`${id}/R1`, 'a', lower.data);
  return symmetricEigen(build(lower.rows, lower.columns, (i, j) => (i >= j ? at(lower, i, j) : at(lower, j, i))));
}

export const eigh: Implementation<typeof specification, NdArray> = ({ a }) => {
  const dtype = requireFloats(id, { a });
  const { size, batch } = bindAxes(id, { a: [a, '... n n'] });
  const w = zeros(dtype, [...batch, size.n]);
  const v = zeros(dtype, [...batch, size.n, size.n]);
  forEachMember(
    batch,
    [
      [a, 2],
      [w, 1],
      [v, 2],
    ],
    (a, w, v) => {
      const eigen = factor(a);
      store(w, eigen.w);
      writeRows(v, eigen.v.data);
    },
  );
  return { w, v };
};

// A V = V diag(w): with dP = V^T dA V, dw = diag(dP) and dV = V (F o dP), F_ij = 1/(w_j - w_i), F_ii = 0. Then <wbar, dw> + <Vbar, dV>
// = <diag(wbar) + F o (V^T Vbar), dP> = <V (diag(wbar) + F o (V^T Vbar)) V^T, dA>; dA is symmetric: only the symmetric part counts.
export const eighGradient: Gradient<typeof specification, NdArray> = ({ a }, { w, v }) => {
  const dtype = requireFloats(id, { a, w, v });
  const { size, batch } = bindAxes(id, { a: [a, '... n n'] });
  requireShape(id, 'cotangent w', w, [...batch, size.n]);
  requireShape(id, 'cotangent v', v, [...batch, size.n, size.n]);
  const gradient = zeros('float64', [...batch, size.n, size.n]);
  forEachMember(
    batch,
    [
      [a, 2],
      [w, 1],
      [v, 2],
      [gradient, 2],
    ],
    (a, wBar, vBar, gradient) => {
      const { w, v } = factor(a);
      const direct = doubles(wBar);
      const turning = times(transposed(v), matrixOf(vBar));
      const inner = build(size.n, size.n, (i, j) =>
        i === j ? (direct[i] as number) : quotient(at(turning, i, j), (w[j] as number) - (w[i] as number)),
      );
      store(gradient, symmetricPart(times(v, inner, transposed(v))).data);
    },
  );
  return { a: sumTo(gradient, a.shape, dtype) };
};
