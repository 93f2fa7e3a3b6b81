import { inUnitsOf } from '../_internal/characteristic.ts';
import type { Algebra, ExactMatrix } from '../exactMatrix.ts';
import { defineOperation } from '../operation.ts';
import { refuse } from '../refusal.ts';
import { deLathauwer2000, deLathauwerRankOne2000, koldaBader2009, lapackThresholds } from '../sources.ts';
import { thresholds } from '../thresholds.ts';
import { frobeniusNorm, tailOf } from './_internal/truncation.ts';

const roundoff = (shape: readonly number[], { u }: Algebra): number => thresholds.singular * Math.max(...shape) * 2 * u;

const attributes = {
  ranks: { kind: 'integers', length: 3, min: 1, max: Number.POSITIVE_INFINITY, clause: 'R1' },
} as const;

type Ranks = { readonly ranks: readonly number[] };
type Sizes = Readonly<Record<'l' | 'm' | 'n', number>>;

/** The sizes of the core, which no unfolding of it may contradict. */
function coreSizes(
  { l, m, n }: Sizes,
  { ranks: [p = 1, q = 1, r = 1] }: Ranks,
): Readonly<Record<'p' | 'q' | 'r', number>> {
  const most = [Math.min(l, q * r), Math.min(m, p * r), Math.min(n, p * q)];
  if ([p, q, r].some((rank, axis) => rank > (most[axis] ?? 0))) {
    refuse('R1', `beside the others the ranks must be at most [${most.join(', ')}], got [${[p, q, r].join(', ')}]`);
  }
  return { p, q, r };
}

/** The nearest ranks that go together: no unfolding of a core has more independent rows than columns. */
function nearRanks([p = 1, q = 1, r = 1]: readonly number[]): readonly number[] {
  const first = Math.min(p, q * r);
  const second = Math.min(q, first * r);
  return [first, second, Math.min(r, first * second)];
}

const roomFor = ({ l, m, n }: Sizes, { ranks: [p = 1, q = 1, r = 1] }: Ranks): Sizes => ({
  l: Math.max(l, p),
  m: Math.max(m, q),
  n: Math.max(n, r),
});

type Parts = Readonly<Record<'a' | 'core' | 'u' | 'v' | 'w', ExactMatrix>>;
type AllSizes = Sizes & Readonly<Record<'p' | 'q' | 'r', number>>;
type Attributes = Readonly<Record<string, unknown>>;

/** What core and factors satisfy, however they were found. */
const equations = {
  C1: ({ u }: Parts, { orthonormal }: Algebra) => orthonormal(thresholds.singular, u),
  C2: ({ v }: Parts, { orthonormal }: Algebra) => orthonormal(thresholds.singular, v),
  C3: ({ w }: Parts, { orthonormal }: Algebra) => orthonormal(thresholds.singular, w),
  C4(given: Parts, algebra: Algebra, _: Attributes, { l, m, n, p, q }: AllSizes) {
    const { along, transpose, minus, ratio } = algebra;
    const [a, core] = inUnitsOf(given.a, given.core);
    const first = along(a, [l, m, n], 0, transpose(given.u));
    const second = along(first, [p, m, n], 1, transpose(given.v));
    const residual = minus(along(second, [p, q, n], 2, transpose(given.w)), core);
    return ratio(frobeniusNorm(residual, algebra), roundoff([l, m, n], algebra) * frobeniusNorm(a, algebra));
  },
  C5(given: Parts, algebra: Algebra, _: Attributes, { l, m, n, p, q, r }: AllSizes) {
    const { along, minus, unfolded, ratio } = algebra;
    const [a, core] = inUnitsOf(given.a, given.core);
    const first = along(core, [p, q, r], 0, given.u);
    const second = along(first, [l, q, r], 1, given.v);
    const distance = frobeniusNorm(minus(along(second, [l, m, r], 2, given.w), a), algebra);
    const tails = [p, q, r].map((rank, axis) => tailOf(unfolded(a, [l, m, n], axis), rank, algebra));
    const limit = Math.sqrt(tails.reduce((sum, tail) => sum + tail, 0));
    return ratio(Math.max(0, distance - limit), roundoff([l, m, n], algebra) * frobeniusNorm(a, algebra));
  },
};

const stated = {
  C1: 'U has orthonormal columns: ||I - U^T U||_1 <= 35 l eps',
  C2: 'V has orthonormal columns: ||I - V^T V||_1 <= 35 m eps',
  C3: 'W has orthonormal columns: ||I - W^T W||_1 <= 35 n eps',
  C4: 'the core is A in the bases of the factors, A x_1 U^T x_2 V^T x_3 W^T, within 35 max(l, m, n) eps ||A||_F',
  C5: 'quasi-optimal: ||A - core x_1 U x_2 V x_3 W||_F is at most the root of the sum, over the three unfoldings, of the squares of the singular values beyond the rank, within 35 max(l, m, n) eps ||A||_F; so at most sqrt(3) times that of the best of these ranks',
} as const;

const rejects = {
  R1: 'ranks must be integers from 1 to the size of the axis, each at most the product of the other two',
  R2: 'a must be finite: NaN is refused, or reaches the result; infinities end in finite time',
} as const;

export const tucker = defineOperation({
  id: 'multilinear.tucker',
  meaning:
    'Tucker decomposition of a tensor of three axes: a core of the given ranks and an orthonormal factor for each axis, nearly the best of these ranks, as the truncated higher-order singular value decomposition (HOSVD) gives it.',
  signature: 'a[..., l, m, n] -> core[..., p, q, r], u[..., l, p], v[..., m, q], w[..., n, r]',
  attributes,
  sizes: coreSizes,
  equations,
  freedom:
    'the sign of each column of a factor; the basis where singular values of an unfolding coincide; below full ranks any factors that are quasi-optimal, as those of unfoldings that were truncated already (ST-HOSVD) and those of orthogonal iteration (HOOI) from either, which never ends farther off; from another start it may stop at a local optimum, which is right only where that is quasi-optimal too',
  special: 'rejects',
  rejects,
  feasible: roomFor,
  compatible: ({ ranks }) => ({ ranks: [...nearRanks(ranks)] }),
  spectral: ['C5'],
  homogeneous: [{ a: 1, core: 1 }],
  clauses: {
    ...stated,
    C6: 'at the ranks of the unfoldings the decomposition is exact: core x_1 U x_2 V x_3 W = A within 35 max(l, m, n) eps ||A||_F, also where these ranks are smaller than the axes',
    C7: 'at full ranks the core is all-orthogonal: the slices along each axis are orthogonal to each other, and the squares of their norms are those of the singular values of the unfolding, in descending order, within 70 max(l, m, n) eps ||A||_F^2',
    C8: 'a matrix, as a tensor whose last axis has size 1, has a core with its singular values on the diagonal and nothing beside it',
  },
  sources: [deLathauwer2000('theorem 2, property 10'), koldaBader2009('section 4'), lapackThresholds('svd.in: 35')],
});

export const hooi = defineOperation({
  id: 'multilinear.hooi',
  meaning:
    'Tucker decomposition by higher-order orthogonal iteration: from the factors of the truncated HOSVD each one anew, the leading singular vectors of the tensor in the bases of the two others, so many times in turn.',
  signature: 'a[..., l, m, n] -> core[..., p, q, r], u[..., l, p], v[..., m, q], w[..., n, r]',
  attributes: { ...attributes, iterations: { kind: 'integer', min: 0, clause: 'R3' } },
  sizes: coreSizes,
  equations,
  freedom:
    'the sign of each column of a factor; the basis where singular values coincide; where they nearly do, which of the leading singular vectors is kept',
  special: 'rejects',
  rejects: { ...rejects, R3: 'iterations must be an integer that is at least 0' },
  feasible: roomFor,
  compatible: ({ ranks, iterations }) => ({ ranks: [...nearRanks(ranks)], iterations: Math.min(iterations, 4) }),
  spectral: ['C5'],
  homogeneous: [{ a: 1, core: 1 }],
  clauses: {
    ...stated,
    C6: 'it is never farther from A than the truncated HOSVD, `tucker`, within 35 max(l, m, n) eps ||A||_F',
    C7: 'the distance never rises from one iteration to the next, within as much',
    C8: 'a matrix, as a tensor whose last axis has size 1: the distance is that of its truncation, the root of the sum of the squares of the singular values beyond the rank',
    C9: 'no iterations give a tensor as far from A as `tucker` does',
  },
  sources: [deLathauwerRankOne2000('section 4'), koldaBader2009('section 4.2'), lapackThresholds('svd.in: 35')],
});
