import { eigh as specification } from '../../spec/decompositions/eigh.ts';
import { at, build, type Matrix, part, symmetricPart, times, transposed } from '../_internal/dense/matrix.ts';
import { quotient } from '../_internal/dense/quotient.ts';
import { requireFinite } from '../_internal/dense/requireFinite.ts';
import { reference } from '../_internal/reference.ts';
import { type SymmetricEigen, symmetricEigen } from './_internal/symmetricEigen.ts';

/** Reads the lower triangle alone, and mirrors it. */
function factor(a: Matrix): SymmetricEigen {
  const lower = part(a, (i, j) => i >= j);
  requireFinite('decompositions.eigh/R1', 'a', lower.data);
  return symmetricEigen(build(a.rows, a.columns, (i, j) => (i >= j ? at(lower, i, j) : at(lower, j, i))));
}

export const eigh = reference(specification, {
  member: ({ a }) => factor(a),
  // A V = V diag(w): with dP = V^T dA V, dw = diag(dP) and dV = V (F o dP), F_ij = 1/(w_j - w_i), F_ii = 0. Then <wbar, dw> + <Vbar, dV>
  // = <diag(wbar) + F o (V^T Vbar), dP> = <V (diag(wbar) + F o (V^T Vbar)) V^T, dA>; dA is symmetric: only the symmetric part counts.
  pullback({ a }, { w: wBar, v: vBar }) {
    const { w, v } = factor(a);
    const turning = times(transposed(v), vBar);
    const inner = build(a.rows, a.rows, (i, j) =>
      i === j ? (wBar[i] as number) : quotient(at(turning, i, j), (w[j] as number) - (w[i] as number)),
    );
    return { a: symmetricPart(times(v, inner, transposed(v))) };
  },
});
