import { inUnitsOf, trace } from '../_internal/characteristic.ts';
import { holds, isSorted } from '../_internal/holds.ts';
import type { Algebra, ExactMatrix } from '../exactMatrix.ts';
import { defineOperation } from '../operation.ts';
import { refuse } from '../refusal.ts';
import { koldaBader2009, kruskal1977, lapackThresholds } from '../sources.ts';
import { thresholds } from '../thresholds.ts';
import { frobeniusNorm } from './_internal/truncation.ts';

/** max_k |1 - ||u_k||^2| over 35 n eps. */
function unitColumns(
  u: ExactMatrix,
  { times, transpose, minus, identity, part, largest, ratio, u: roundoff }: Algebra,
): number {
  const beside = minus(times(transpose(u), u), identity(u.columns));
  return ratio(largest(part(beside, (i, j) => i === j)), thresholds.singular * u.rows * 2 * roundoff);
}

/** U diag(weights) (V khatri-rao W)^T, the unfolding along the first axis. */
function composed(
  { weights, u, v, w }: Readonly<Record<'weights' | 'u' | 'v' | 'w', ExactMatrix>>,
  { times, diagonal, transpose }: Algebra,
): ExactMatrix {
  const rows = v.rows * w.rows;
  const entries = Array.from({ length: rows * v.columns }, (_, at) => {
    const [row, k] = [Math.floor(at / v.columns), at % v.columns];
    const one = v.entries[Math.floor(row / w.rows) * v.columns + k] ?? 0n;
    return one * (w.entries[(row % w.rows) * w.columns + k] ?? 0n);
  });
  const both = { rows, columns: v.columns, exponent: v.exponent + w.exponent, entries };
  return times(u, diagonal(weights), transpose(both));
}

export const cp = defineOperation({
  id: 'multilinear.cp',
  meaning:
    'Canonical polyadic decomposition of a tensor of three axes by alternating least squares: from leading singular vectors of the unfoldings along the second and third axis each factor anew, given the two others, so many times in turn; columns of norm 1, weights in descending order.',
  signature: 'a[l, m, n] -> weights[r], u[l, r], v[m, r], w[n, r]',
  attributes: {
    rank: { kind: 'integer', min: 1, clause: 'R1' },
    iterations: { kind: 'integer', min: 1, clause: 'R2' },
  },
  sizes({ l, m, n }, { rank }) {
    const most = Math.min(l, m, n);
    if (rank > most) refuse('R1', `rank must be at most min(l, m, n) = ${most}, got ${rank}`);
    return { r: rank };
  },
  equations: {
    C1: ({ u }, algebra) => unitColumns(u, algebra),
    C2: ({ v }, algebra) => unitColumns(v, algebra),
    C3: ({ w }, algebra) => unitColumns(w, algebra),
    C4: ({ weights }) => holds(isSorted(weights, 'descending') && weights.entries.every((value) => value >= 0n)),
    C5(given, algebra, _, { l, m, n, r }) {
      const { times, transpose, minus, at, norm1, ratio, u } = algebra;
      const [a, weights] = inUnitsOf(given.a, given.weights);
      const x = composed({ ...given, weights }, algebra);
      const paired = Math.abs(at(trace(times(transpose(minus(a, x)), x)), 0, 0));
      const size = frobeniusNorm(a, algebra) + norm1(weights);
      return ratio(paired, thresholds.singular * Math.max(l, m, n) * r * 2 * u * size * norm1(weights));
    },
  },
  freedom:
    'the signs of two of the three columns of a term; the order of terms of one weight. No derivative is stated: the start is not continuous in the tensor',
  special: 'rejects',
  rejects: {
    R1: 'rank must be an integer from 1 to min(l, m, n)',
    R2: 'iterations must be an integer that is at least 1',
    R3: 'a must be finite: NaN is refused, or reaches the result; infinities end in finite time',
  },
  feasible: ({ l, m, n }, { rank }) => ({ l: Math.max(l, rank), m: Math.max(m, rank), n: Math.max(n, rank) }),
  compatible: ({ rank, iterations }) => ({ rank: Math.min(rank, 3), iterations: Math.min(iterations, 4) }),
  homogeneous: [{ a: 1, weights: 1 }],
  clauses: {
    C1: 'the columns of U have norm 1: |1 - ||u_k||^2| <= 35 l eps',
    C2: 'the columns of V have norm 1: |1 - ||v_k||^2| <= 35 m eps',
    C3: 'the columns of W have norm 1: |1 - ||w_k||^2| <= 35 n eps',
    C4: 'the weights are not negative and descend',
    C5: 'the last factor is the best beside the others: <A - X, X> = 0, so that ||A||^2 = ||X||^2 + ||A - X||^2, within 35 max(l, m, n) r eps (||A||_F + s) s, s the sum of the weights',
    C6: 'the distance ||A - X||_F never rises from one iteration to the next, within 70 max(l, m, n) r eps (||A||_F + s)',
    C7: 'of rank 1, a matrix, as a tensor whose last axis has size 1, has its best approximation: s_1 is the weight, within 35 max(l, m) eps s_1',
    C8: 'factors that Kruskal makes unique come back: of rank R with columns near to orthogonal, every term is one of those of the tensor, after 60 iterations, within 16 times what C6 allows',
  },
  sources: [koldaBader2009('section 3.4'), kruskal1977('theorem 4a'), lapackThresholds('svd.in: 35')],
});
