import { magnitudeOf, scaled } from '../_internal/characteristic.ts';
import type { Algebra, ExactMatrix } from '../exactMatrix.ts';
import { defineOperation } from '../operation.ts';
import { refuse } from '../refusal.ts';
import { eckartYoung1936, foundationsText, golubVanLoan2013, lapackThresholds } from '../sources.ts';
import { columnsBeside, distanceFrom, rowsBeside, singularError, singularValue } from './_internal/truncation.ts';

const attributes = { rank: { kind: 'integer', min: 0, clause: 'R1' } } as const;

const rejects = {
  R1: 'rank must be an integer from 0 to min(m, n)',
  R2: 'the matrix must be finite: NaN is refused, or reaches the result; infinities end in finite time',
} as const;

function requireRank({ m, n }: { readonly m: number; readonly n: number }, rank: number): void {
  const most = Math.min(m, n);
  if (rank > most) refuse('R1', `rank must be at most min(m, n) = ${most}, got ${rank}`);
}

/** Both over powers of two: A over an even one, a factor over the root of it. */
function inUnits(a: ExactMatrix, ...factors: readonly ExactMatrix[]): ExactMatrix[] {
  const power = -Math.ceil(magnitudeOf(a) / 2);
  return [scaled(a, 2 * power), ...factors.map((factor) => scaled(factor, power))];
}

/** The largest entry of U^T U beside its diagonal, or rise along it, over 35 max(m, n) eps s_1. */
function orderedColumns(a: ExactMatrix, u: ExactMatrix, algebra: Algebra): number {
  const { times, transpose, part, largest, at, ratio } = algebra;
  const gram = times(transpose(u), u);
  const rises = Array.from({ length: Math.max(gram.rows - 1, 0) }, (_, k) => at(gram, k + 1, k + 1) - at(gram, k, k));
  const beside = largest(part(gram, (i, j) => i !== j));
  return ratio(Math.max(beside, ...rises, 0), singularError(a, algebra) * singularValue(a, 0, algebra));
}

export const factorPair = defineOperation({
  id: 'multilinear.factorPair',
  meaning:
    'The nearest matrix of a rank as a product of two of as many columns, A ~ U V^T, the singular values shared out evenly: U = U_k S^(1/2), V = V_k S^(1/2).',
  signature: 'a[..., m, n] -> u[..., m, r], v[..., n, r]',
  attributes,
  sizes(sizes, { rank }) {
    requireRank(sizes, rank);
    return { r: rank };
  },
  equations: {
    C1: ({ a, u, v }, algebra) => columnsBeside(a, algebra.times(u, algebra.transpose(v)), algebra),
    C2: ({ a, u, v }, algebra) => rowsBeside(a, algebra.times(u, algebra.transpose(v)), algebra),
    C3: ({ a, u, v }, algebra, { rank }) =>
      distanceFrom(a, algebra.times(u, algebra.transpose(v)), Number(rank), algebra),
    C4: (given, algebra) => {
      const { times, transpose, minus, largest, ratio } = algebra;
      const [a, u, v] = inUnits(given.a, given.u, given.v) as [ExactMatrix, ExactMatrix, ExactMatrix];
      const difference = minus(times(transpose(u), u), times(transpose(v), v));
      return ratio(largest(difference), singularError(a, algebra) * singularValue(a, 0, algebra));
    },
    C5: (given, algebra) => {
      const [a, u] = inUnits(given.a, given.u) as [ExactMatrix, ExactMatrix];
      return orderedColumns(a, u, algebra);
    },
  },
  freedom:
    'the sign of each pair of columns, and their basis where singular values coincide; which of the nearest matrices where s_k = s_(k+1). No derivative is stated: the root of a singular value has none at 0',
  special: 'rejects',
  // Rank 0 needs no entry.
  specialAt: { rank: 1 },
  rejects,
  feasible: ({ m, n }, { rank }) => ({ m: Math.max(m, rank), n: Math.max(n, rank) }),
  spectral: ['C3', 'C4', 'C5'],
  homogeneous: [{ a: 2, u: 1, v: 1 }],
  clauses: {
    C1: 'what is cut off is orthogonal to what is kept: ||X^T (A - X)||_1 <= 35 max(m, n) eps ||A^T||_1 ||A||_1, X = U V^T',
    C2: '||(A - X) X^T||_1 <= 35 max(m, n) eps ||A||_1 ||A^T||_1, likewise for the rows',
    C3: '||A - U V^T||_2 = s_(k+1), within 35 max(m, n) eps s_1',
    C4: 'balanced: U^T U = V^T V within 35 max(m, n) eps s_1',
    C5: 'the columns of U are orthogonal, within 35 max(m, n) eps s_1, and their norms descend',
    C6: 'least of its kind: (||U||_F^2 + ||V||_F^2) / 2 is the nuclear norm of U V^T, and no other pair with this product has less',
    C7: 'U V^T is the truncation of A, s_k > s_(k+1)',
    C8: 'the pair holds r (m + n) numbers, r^2 more than determine the matrix: less than m n iff r < m n / (m + n)',
  },
  errata: {
    E70: {
      claim: 'a low-rank factorisation takes the parameters from m n to k (m + n), and saves',
      where: foundationsText('1.1.6'),
      kind: 'conditional',
      counterexample: 'm = n = 2: of rank 1 the factors hold 4 numbers, as A does, and of rank 2 they hold 8',
      right: 'it saves iff k < m n / (m + n)',
      clauses: ['C8'],
    },
  },
  sources: [eckartYoung1936('the theorem'), golubVanLoan2013('theorem 2.4.8'), lapackThresholds('svd.in: 35')],
});

export const compressLinear = defineOperation({
  id: 'multilinear.compressLinear',
  meaning:
    'A linear map as two thinner ones, W x ~ second (first x), with as many features between them as a rank says: the best of that rank.',
  signature: 'weight[m, n] -> first[r, n], second[m, r]',
  attributes,
  sizes(sizes, { rank }) {
    requireRank(sizes, rank);
    return { r: rank };
  },
  equations: {
    C1: ({ weight, first, second }, algebra) => columnsBeside(weight, algebra.times(second, first), algebra),
    C2: ({ weight, first, second }, algebra) => rowsBeside(weight, algebra.times(second, first), algebra),
    C3: ({ weight, first, second }, algebra, { rank }) =>
      distanceFrom(weight, algebra.times(second, first), Number(rank), algebra),
  },
  freedom: 'how the two are scaled and turned against each other: (second R) (R^-1 first) is the same map',
  special: 'rejects',
  specialAt: { rank: 1 },
  rejects,
  feasible: ({ m, n }, { rank }) => ({ m: Math.max(m, rank), n: Math.max(n, rank) }),
  spectral: ['C3'],
  homogeneous: [{ weight: 2, first: 1, second: 1 }],
  clauses: {
    C1: 'what is cut off is orthogonal to what is kept: ||X^T (W - X)||_1 <= 35 max(m, n) eps ||W^T||_1 ||W||_1, X = second first',
    C2: '||(W - X) X^T||_1 <= 35 max(m, n) eps ||W||_1 ||W^T||_1, likewise for the rows',
    C3: '||W - second first||_2 = s_(k+1), within 35 max(m, n) eps s_1',
    C4: '||W x - second (first x)||_2 <= s_(k+1) ||x||_2 for every x',
    C5: 'that is attained where x is the singular vector v_(k+1)',
  },
  sources: [eckartYoung1936('the theorem'), golubVanLoan2013('theorem 2.4.8'), lapackThresholds('svd.in: 35')],
});
