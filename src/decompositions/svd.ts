import type { svd as specification } from '../../spec/decompositions/svd.ts';
import type { Gradient, Implementation } from '../../spec/implementation.ts';
import { forEachMember } from '../_internal/batch.ts';
import { at, build, type Matrix, matrixOf, minus, plus, times, transposed } from '../_internal/dense/matrix.ts';
import { writeRows } from '../_internal/dense/memberRows.ts';
import { quotient } from '../_internal/dense/quotient.ts';
import { requireFinite } from '../_internal/dense/requireFinite.ts';
import { type SingularValues, singularValues } from '../_internal/dense/singularValues.ts';
import { requireFloats } from '../_internal/fail.ts';
import { bindAxes, requireShape } from '../_internal/shapes.ts';
import { sumTo } from '../_internal/sumTo.ts';
import { doubles, store } from '../_internal/values.ts';
import { type NdArray, zeros } from '../ndArray.ts';

const id = 'decompositions.svd';

function factor(a: NdArray): SingularValues {
  const given = matrixOf(a);
  requireFinite(`${id}/R1`, 'a', given.data);
  return singularValues(given);
}

export const svd: Implementation<typeof specification, NdArray> = ({ a }) => {
  const dtype = requireFloats(id, { a });
  const { size, batch } = bindAxes(id, { a: [a, '... m n'] });
  const k = Math.min(size.m, size.n);
  const u = zeros(dtype, [...batch, size.m, k]);
  const s = zeros(dtype, [...batch, k]);
  const v = zeros(dtype, [...batch, size.n, k]);
  forEachMember(
    batch,
    [
      [a, 2],
      [u, 2],
      [s, 1],
      [v, 2],
    ],
    (a, u, s, v) => {
      const factors = factor(a);
      writeRows(u, factors.u.data);
      store(s, factors.s);
      writeRows(v, factors.v.data);
    },
  );
  return { u, s, v };
};

// With dP = U^T dA V, dU = U (F o (dP S + S dP^T)) + (I - UU^T) dA V S^-1, dV likewise with dP^T, ds = diag(dP), F_ij = 1/(s_j^2 -
// s_i^2). Collecting the terms of <Ubar, dU> + <sbar, ds> + <Vbar, dV> (Townsend 2016) gives Abar = U M V^T + (I - UU^T) Ubar S^-1
// V^T + U S^-1 Vbar^T (I - VV^T), M = diag(sbar) + (F o X) S + S (F o Y), X = U^T Ubar - Ubar^T U and Y = V^T Vbar - Vbar^T V.
function pullback({ u, s, v }: SingularValues, uBar: Matrix, sBar: Float64Array, vBar: Matrix): Matrix {
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
  return plus(core, plus(beyondU, beyondV));
}

const antisymmetric = (a: Matrix): Matrix => minus(a, transposed(a));

/** (I - QQ^T) B: zero where Q is square. */
const outside = (q: Matrix, b: Matrix): Matrix =>
  q.rows === q.columns ? build(b.rows, b.columns, () => 0) : minus(b, times(q, times(transposed(q), b)));

const overSingularValues = (a: Matrix, s: Float64Array): Matrix =>
  build(a.rows, a.columns, (i, j) => quotient(at(a, i, j), s[j] as number));

export const svdGradient: Gradient<typeof specification, NdArray> = ({ a }, { u, s, v }) => {
  const dtype = requireFloats(id, { a, u, s, v });
  const { size, batch } = bindAxes(id, { a: [a, '... m n'] });
  const k = Math.min(size.m, size.n);
  requireShape(id, 'cotangent u', u, [...batch, size.m, k]);
  requireShape(id, 'cotangent s', s, [...batch, k]);
  requireShape(id, 'cotangent v', v, [...batch, size.n, k]);
  const gradient = zeros('float64', [...batch, size.m, size.n]);
  forEachMember(
    batch,
    [
      [a, 2],
      [u, 2],
      [s, 1],
      [v, 2],
      [gradient, 2],
    ],
    (a, uBar, sBar, vBar, gradient) => {
      store(gradient, pullback(factor(a), matrixOf(uBar), doubles(sBar), matrixOf(vBar)).data);
    },
  );
  return { a: sumTo(gradient, a.shape, dtype) };
};
