import type { Gradient, Implementation } from '../../spec/implementation.ts';
import type { lowRankTruncate as specification } from '../../spec/multilinear/lowRankTruncate.ts';
import { forEachMember } from '../_internal/batch.ts';
import {
  at,
  build,
  columnsOf,
  type Matrix,
  matrixOf,
  minus,
  plus,
  times,
  transposed,
} from '../_internal/dense/matrix.ts';
import { quotient } from '../_internal/dense/quotient.ts';
import { requireFinite } from '../_internal/dense/requireFinite.ts';
import { composed, type SingularValues, singularValues } from '../_internal/dense/singularValues.ts';
import { fail, requireFloats } from '../_internal/fail.ts';
import { bindAxes, requireShape } from '../_internal/shapes.ts';
import { sumTo } from '../_internal/sumTo.ts';
import { store } from '../_internal/values.ts';
import { type NdArray, zeros } from '../ndArray.ts';

const id = 'multilinear.lowRankTruncate';

function requireRank(rank: number, m: number, n: number): void {
  const most = Math.min(m, n);
  if (!(Number.isInteger(rank) && rank >= 0 && rank <= most)) {
    fail(`${id}/R1`, `rank must be an integer from 0 to min(m, n) = ${most}, got ${rank}`);
  }
}

function factor(a: NdArray): SingularValues {
  const given = matrixOf(a);
  requireFinite(`${id}/R2`, 'a', given.data);
  return singularValues(given);
}

export const lowRankTruncate: Implementation<typeof specification, NdArray> = ({ a }, { rank }) => {
  const dtype = requireFloats(id, { a });
  const { size, batch } = bindAxes(id, { a: [a, '... m n'] });
  requireRank(rank, size.m, size.n);
  const x = zeros(dtype, [...batch, size.m, size.n]);
  forEachMember(
    batch,
    [
      [a, 2],
      [x, 2],
    ],
    (a, x) => {
      const { u, s, v } = factor(a);
      store(x, composed(u, s.subarray(0, rank), v).data);
    },
  );
  return x;
};

// X = U diag(f) V^T with f_i = s_i for i < k, 0 beyond. In the bases of U and V, dX_ij = (p + q)/2 dP_ij + (p - q)/2 dP_ji with
// p = (f_i - f_j)/(s_i - s_j), q = (f_i + f_j)/(s_i + s_j): 1 and 0 within the kept block, 0 beyond it, and s_i^2 and s_i s_j over
// s_i^2 - s_j^2 between the two (s_i the kept one). Where one side lies outside of U or V, s_j = 0. Only s_k > s_(k+1) is
// needed; the map is self-adjoint, hence its own pullback.
function pullback({ u, s, v }: SingularValues, rank: number, g: Matrix): Matrix {
  const m = times(transposed(u), g, v);
  const inner = build(s.length, s.length, (i, j) => {
    if (i < rank && j < rank) return at(m, i, j);
    if (i >= rank && j >= rank) return 0;
    const [kept, cut] = [s[Math.min(i, j)] as number, s[Math.max(i, j)] as number];
    const ratio = quotient(cut, kept);
    return quotient(at(m, i, j) + ratio * at(m, j, i), (1 - ratio) * (1 + ratio));
  });
  const [left, right] = [columnsOf(u, 0, rank), columnsOf(v, 0, rank)];
  const besideRight = times(left, transposed(left), outsideRows(g, v));
  const besideLeft = times(transposed(outsideRows(transposed(g), u)), right, transposed(right));
  return plus(times(u, inner, transposed(v)), plus(besideLeft, besideRight));
}

/** B (I - QQ^T): zero where Q is square. */
const outsideRows = (b: Matrix, q: Matrix): Matrix =>
  q.rows === q.columns ? build(b.rows, b.columns, () => 0) : minus(b, times(b, q, transposed(q)));

export const lowRankTruncateGradient: Gradient<typeof specification, NdArray> = ({ a }, cotangent, { rank }) => {
  const dtype = requireFloats(id, { a, cotangent });
  const { size, batch } = bindAxes(id, { a: [a, '... m n'] });
  requireRank(rank, size.m, size.n);
  requireShape(id, 'cotangent', cotangent, [...batch, size.m, size.n]);
  const gradient = zeros('float64', [...batch, size.m, size.n]);
  forEachMember(
    batch,
    [
      [a, 2],
      [cotangent, 2],
      [gradient, 2],
    ],
    (a, g, gradient) => {
      store(gradient, pullback(factor(a), rank, matrixOf(g)).data);
    },
  );
  return { a: sumTo(gradient, a.shape, dtype) };
};
