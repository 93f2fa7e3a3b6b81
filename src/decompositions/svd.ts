import { svd as specification } from '../../spec/decompositions/svd.ts';
import { at, build, type Matrix, minus, outside, plus, times, transposed } from '../_internal/dense/matrix.ts';
import { quotient } from '../_internal/dense/quotient.ts';
import { finiteSingularValues } from '../_internal/dense/singularValues.ts';
import { reference } from '../_internal/reference.ts';

const antisymmetric = (a: Matrix): Matrix => minus(a, transposed(a));

const overSingularValues = (a: Matrix, s: Float64Array): Matrix =>
  build(a.rows, a.columns, (i, j) => quotient(at(a, i, j), s[j] as number));

export const svd = reference(specification, {
  member: ({ a }) => finiteSingularValues('decompositions.svd/R1', a),
  // With dP = U^T dA V, dU = U (F o (dP S + S dP^T)) + (I - UU^T) dA V S^-1, dV likewise with dP^T, ds = diag(dP), F_ij = 1/(s_j^2 -
  // s_i^2). Collecting the terms of <Ubar, dU> + <sbar, ds> + <Vbar, dV> (Townsend 2016) gives Abar = U M V^T + (I - UU^T) Ubar S^-1
  // V^T + U S^-1 Vbar^T (I - VV^T), M = diag(sbar) + (F o X) S + S (F o Y), X = U^T Ubar - Ubar^T U and Y = V^T Vbar - Vbar^T V.
  pullback({ a }, { u: uBar, s: sBar, v: vBar }) {
    const { u, s, v } = finiteSingularValues('decompositions.svd/R1', a);
    const x = antisymmetric(times(transposed(u), uBar));
    const y = antisymmetric(times(transposed(v), vBar));
    const inner = build(s.length, s.length, (i, j) => {
      const [si, sj] = [s[i] as number, s[j] as number];
      if (i === j) return sBar[i] as number;
      // Divided by the sum first: the squares of the singular values could over- or underflow.
      return quotient(quotient(at(x, i, j) * sj, si + sj) + quotient(at(y, i, j) * si, si + sj), sj - si);
    });
    const core = times(u, inner, transposed(v));
    const beyondU = times(overSingularValues(outside(u, uBar), s), transposed(v));
    const beyondV = times(u, transposed(overSingularValues(outside(v, vBar), s)));
    return { a: plus(core, plus(beyondU, beyondV)) };
  },
});
