import { singularValueThreshold as specification } from '../../spec/multilinear/singularValueThreshold.ts';
import { at, build, outside, plus, times, transposed } from '../_internal/dense/matrix.ts';
import { quotient } from '../_internal/dense/quotient.ts';
import { composed, finiteSingularValues } from '../_internal/dense/singularValues.ts';
import { reference } from '../_internal/reference.ts';

const clause = 'multilinear.singularValueThreshold/R2';

export const singularValueThreshold = reference(specification, {
  member({ a }, { tau }) {
    const { u, s, v } = finiteSingularValues(clause, a);
    return composed(
      u,
      s.map((value) => Math.max(value - tau, 0)),
      v,
    );
  },
  // X = U diag(f) V^T with f = max(s - tau, 0). In the bases of U and V, dX_ij = (p + q)/2 dP_ij + (p - q)/2 dP_ji with
  // p = (f_i - f_j)/(s_i - s_j), which is 1 among kept values and 0 among cut ones, and q = (f_i + f_j)/(s_i + s_j); where one side lies
  // outside of U or V, both are f_i / s_i. The map is self-adjoint, hence its own pullback.
  pullback({ a }, g, { tau }) {
    const { u, s, v } = finiteSingularValues(clause, a);
    const f = s.map((value) => Math.max(value - tau, 0));
    const m = times(transposed(u), g, v);
    const inner = build(s.length, s.length, (i, j) => {
      const [first, last] = [Math.min(i, j), Math.max(i, j)];
      const [high, low] = [s[first] as number, s[last] as number];
      const p = low > tau ? 1 : quotient(f[first] as number, i === j ? 1 : high - low);
      const q = quotient((f[i] as number) + (f[j] as number), high + low);
      return i === j ? p && at(m, i, i) : ((p + q) / 2) * at(m, i, j) + ((p - q) / 2) * at(m, j, i);
    });
    const shares = s.map((value, i) => quotient(f[i] as number, value));
    const beside = times(composed(u, shares, u), transposed(outside(v, transposed(g))));
    const above = times(outside(u, g), composed(v, shares, v));
    return { a: plus(times(u, inner, transposed(v)), plus(above, beside)) };
  },
});
