import { lowRankTruncate as specification } from '../../spec/multilinear/lowRankTruncate.ts';
import { at, build, columnsOf, outside, plus, times, transposed } from '../_internal/dense/matrix.ts';
import { quotient } from '../_internal/dense/quotient.ts';
import { composed, finiteSingularValues } from '../_internal/dense/singularValues.ts';
import { reference } from '../_internal/reference.ts';

export const lowRankTruncate = reference(specification, {
  member({ a }, { rank }) {
    const { u, s, v } = finiteSingularValues('multilinear.lowRankTruncate/R2', a);
    return composed(u, s.subarray(0, rank), v);
  },
  // X = U diag(f) V^T with f_i = s_i for i < k, 0 beyond. In the bases of U and V, dX_ij = (p + q)/2 dP_ij + (p - q)/2 dP_ji with
  // p = (f_i - f_j)/(s_i - s_j), q = (f_i + f_j)/(s_i + s_j): 1 and 0 within the kept block, 0 beyond it, and s_i^2 and s_i s_j over
  // s_i^2 - s_j^2 between the two (s_i the kept one). Where one side lies outside of U or V, s_j = 0. Only s_k > s_(k+1) is
  // needed; the map is self-adjoint, hence its own pullback.
  pullback({ a }, g, { rank }) {
    const { u, s, v } = finiteSingularValues('multilinear.lowRankTruncate/R2', a);
    const m = times(transposed(u), g, v);
    const inner = build(s.length, s.length, (i, j) => {
      if (i < rank && j < rank) return at(m, i, j);
      if (i >= rank && j >= rank) return 0;
      const [kept, cut] = [s[Math.min(i, j)] as number, s[Math.max(i, j)] as number];
      const ratio = quotient(cut, kept);
      return quotient(at(m, i, j) + ratio * at(m, j, i), (1 - ratio) * (1 + ratio));
    });
    const [left, right] = [columnsOf(u, 0, rank), columnsOf(v, 0, rank)];
    const besideRight = times(left, transposed(left), transposed(outside(v, transposed(g))));
    const besideLeft = times(outside(u, g), right, transposed(right));
    return { a: plus(times(u, inner, transposed(v)), plus(besideLeft, besideRight)) };
  },
});
