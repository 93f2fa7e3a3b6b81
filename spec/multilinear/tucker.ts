import { inUnitsOf } from '../_internal/characteristic.ts';
import type { Algebra } from '../exactMatrix.ts';
import { defineOperation } from '../operation.ts';
import { refuse } from '../refusal.ts';
import { deLathauwer2000, koldaBader2009, lapackThresholds } from '../sources.ts';
import { thresholds } from '../thresholds.ts';
import { frobeniusNorm, tailOf } from './_internal/truncation.ts';

const roundoff = (shape: readonly number[], { u }: Algebra): number => thresholds.singular * Math.max(...shape) * 2 * u;

export const tucker = defineOperation({
  id: 'multilinear.tucker',
  meaning:
    'Tucker decomposition of a tensor of three axes: a core of the given ranks and an orthonormal factor for each axis, nearly the best of these ranks, as the truncated higher-order singular value decomposition (HOSVD) gives it.',
  signature: 'a[..., l, m, n] -> core[..., p, q, r], u[..., l, p], v[..., m, q], w[..., n, r]',
  attributes: { ranks: { kind: 'integers', length: 3, min: 1, max: Number.POSITIVE_INFINITY, clause: 'R1' } },
  sizes({ l, m, n }, { ranks: [p = 1, q = 1, r = 1] }) {
    const most = [Math.min(l, q * r), Math.min(m, p * r), Math.min(n, p * q)];
    if ([p, q, r].some((rank, axis) => rank > (most[axis] ?? 0))) {
      refuse('R1', `beside the others the ranks must be at most [${most.join(', ')}], got [${[p, q, r].join(', ')}]`);
    }
    return { p, q, r };
  },
  equations: {
    C1: ({ u }, { orthonormal }) => orthonormal(thresholds.singular, u),
    C2: ({ v }, { orthonormal }) => orthonormal(thresholds.singular, v),
    C3: ({ w }, { orthonormal }) => orthonormal(thresholds.singular, w),
    C4(given, algebra, _, { l, m, n, p, q }) {
      const { along, transpose, minus, ratio } = algebra;
      const [a, core] = inUnitsOf(given.a, given.core);
      const first = along(a, [l, m, n], 0, transpose(given.u));
      const second = along(first, [p, m, n], 1, transpose(given.v));
      const residual = minus(along(second, [p, q, n], 2, transpose(given.w)), core);
      return ratio(frobeniusNorm(residual, algebra), roundoff([l, m, n], algebra) * frobeniusNorm(a, algebra));
    },
    C5(given, algebra, _, { l, m, n, p, q, r }) {
      const { along, minus, unfolded, ratio } = algebra;
      const [a, core] = inUnitsOf(given.a, given.core);
      const first = along(core, [p, q, r], 0, given.u);
      const second = along(first, [l, q, r], 1, given.v);
      const distance = frobeniusNorm(minus(along(second, [l, m, r], 2, given.w), a), algebra);
      const tails = [p, q, r].map((rank, axis) => tailOf(unfolded(a, [l, m, n], axis), rank, algebra));
      const limit = Math.sqrt(tails.reduce((sum, tail) => sum + tail, 0));
      return ratio(Math.max(0, distance - limit), roundoff([l, m, n], algebra) * frobeniusNorm(a, algebra));
    },
  },
  freedom:
    'the sign of each column of a factor; the basis where singular values of an unfolding coincide; below full ranks any factors that are quasi-optimal, as those of unfoldings that were truncated already (ST-HOSVD) and those of orthogonal iteration (HOOI) from either, which never ends farther off; from another start it may stop at a local optimum, which is right only where that is quasi-optimal too',
  special: 'rejects',
  rejects: {
    R1: 'ranks must be integers from 1 to the size of the axis, each at most the product of the other two',
    R2: 'a must be finite: NaN is refused, or reaches the result; infinities end in finite time',
  },
  feasible: ({ l, m, n }, { ranks: [p = 1, q = 1, r = 1] }) => ({
    l: Math.max(l, p),
    m: Math.max(m, q),
    n: Math.max(n, r),
  }),
  // No unfolding of a core has more independent rows than columns.
  compatible({ ranks: [p = 1, q = 1, r = 1] }) {
    const first = Math.min(p, q * r);
    const second = Math.min(q, first * r);
    return { ranks: [first, second, Math.min(r, first * second)] };
  },
  spectral: ['C5'],
  homogeneous: [{ a: 1, core: 1 }],
  clauses: {
    C1: 'U has orthonormal columns: ||I - U^T U||_1 <= 35 l eps',
    C2: 'V has orthonormal columns: ||I - V^T V||_1 <= 35 m eps',
    C3: 'W has orthonormal columns: ||I - W^T W||_1 <= 35 n eps',
    C4: 'the core is A in the bases of the factors, A x_1 U^T x_2 V^T x_3 W^T, within 35 max(l, m, n) eps ||A||_F',
    C5: 'quasi-optimal: ||A - core x_1 U x_2 V x_3 W||_F is at most the root of the sum, over the three unfoldings, of the squares of the singular values beyond the rank, within 35 max(l, m, n) eps ||A||_F; so at most sqrt(3) times that of the best of these ranks',
    C6: 'at the ranks of the unfoldings the decomposition is exact: core x_1 U x_2 V x_3 W = A within 35 max(l, m, n) eps ||A||_F, also where these ranks are smaller than the axes',
    C7: 'at full ranks the core is all-orthogonal: the slices along each axis are orthogonal to each other, and the squares of their norms are those of the singular values of the unfolding, in descending order, within 70 max(l, m, n) eps ||A||_F^2',
    C8: 'a matrix, as a tensor whose last axis has size 1, has a core with its singular values on the diagonal and nothing beside it',
  },
  sources: [deLathauwer2000('theorem 2, property 10'), koldaBader2009('section 4'), lapackThresholds('svd.in: 35')],
});
