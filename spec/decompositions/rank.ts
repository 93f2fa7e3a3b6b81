import { holds, largerSize } from '../_internal/holds.ts';
import { rankBounds } from '../_internal/rankBounds.ts';
import type { Algebra, ExactMatrix } from '../exactMatrix.ts';
import { defineOperation } from '../operation.ts';
import { golubVanLoan2013, hornJohnson2013, lapackThresholds, numpy, scipy } from '../sources.ts';
import { thresholds } from '../thresholds.ts';

const rejects = { R1: 'a must be finite: NaN is refused; infinities end in finite time' } as const;
const freedom = 'the rank where a singular value lies within rounding of the tolerance';

const isBetween = (rank: number, [least, most]: readonly [number, number]): number =>
  holds(least <= rank && rank <= most);

/** The columns of a basis, and zeros beside them. */
const isPadded = (basis: ExactMatrix, count: number, { part, isZero }: Algebra): boolean =>
  isZero(part(basis, (_, j) => j >= count));

/** ||I - Q^T Q||_1 of the leading columns over what is allowed. */
const orthonormalIn = (basis: ExactMatrix, count: number, { block, orthonormal }: Algebra): number =>
  orthonormal(thresholds.singular, block(basis, basis.rows, count));

export const matrixRank = defineOperation({
  id: 'decompositions.matrixRank',
  meaning: 'The number of singular values above max(m, n) eps s_1.',
  signature: 'a[..., m, n] -> int rank[...]',
  equations: { C1: ({ a, rank }, algebra) => isBetween(algebra.at(rank, 0, 0), rankBounds(a, algebra)) },
  freedom,
  special: 'rejects',
  rejects,
  spectral: ['C1'],
  homogeneous: [{ a: 1 }],
  clauses: {
    C1: 'singular values of 36 max(m, n) eps s_1 and more count, those below max(m, n) eps s_1 / 36 do not',
    C2: 'rank(A^T) = rank(A) = rank(A^T A), of integers',
    C3: 'Sylvester: rank(A) + rank(B) - n <= rank(AB) <= min(rank(A), rank(B)), and rank(A + B) <= rank(A) + rank(B), of integers',
    C4: 'the rank of integer matrices is that of exact elimination, s_r >= 36 max(m, n) eps s_1',
    C5: 'the rank of a matrix without rows or columns is 0',
  },
  sources: [
    golubVanLoan2013('section 5.4.1'),
    hornJohnson2013('section 0.4'),
    numpy('linalg.matrix_rank'),
    lapackThresholds('svd.in: 35'),
  ],
});

export const nullSpace = defineOperation({
  id: 'decompositions.nullSpace',
  meaning:
    'An orthonormal basis of the null space in the first `nullity` columns of Q, zeros in the others; singular values up to max(m, n) eps s_1 count as zero.',
  signature: 'a[..., m, n] -> q[..., n, n], int nullity[...]',
  equations: {
    C1({ a, nullity }, algebra) {
      return isBetween(a.columns - algebra.at(nullity, 0, 0), rankBounds(a, algebra));
    },
    C2: ({ q, nullity }, algebra) => orthonormalIn(q, algebra.at(nullity, 0, 0), algebra),
    C3: ({ q, nullity }, algebra) => holds(isPadded(q, algebra.at(nullity, 0, 0), algebra)),
    C4: ({ a, q }, { times, backward, u }) => backward(1 + thresholds.singular, times(a, q), largerSize(a), 2 * u, a),
  },
  freedom: `${freedom}; the basis of the null space`,
  special: 'rejects',
  rejects,
  spectral: ['C1'],
  homogeneous: [{ a: 1 }],
  clauses: {
    C1: 'rank and nullity: n - nullity is the rank, see matrixRank/C1',
    C2: 'the first `nullity` columns are orthonormal: ||I - Q^T Q||_1 <= 35 n eps',
    C3: 'the other columns are 0, exactly',
    C4: 'A Q = 0: ||A Q||_1 <= 36 max(m, n) eps ||A||_1',
    C5: 'of known singular values the null space is that of the missing ones: the rows of A are orthogonal to it, and with them it is all of the space',
  },
  sources: [golubVanLoan2013('section 2.4.3'), scipy('linalg.null_space'), lapackThresholds('svd.in: 35')],
});

export const columnSpace = defineOperation({
  id: 'decompositions.columnSpace',
  meaning:
    'An orthonormal basis of the column space in the first `rank` columns of Q, zeros in the others; singular values up to max(m, n) eps s_1 count as zero.',
  signature: 'a[..., m, n] -> q[..., m, k], int rank[...]',
  sizes: ({ m, n }) => ({ k: Math.min(m, n) }),
  equations: {
    C1: ({ a, rank }, algebra) => isBetween(algebra.at(rank, 0, 0), rankBounds(a, algebra)),
    C2: ({ q, rank }, algebra) => orthonormalIn(q, algebra.at(rank, 0, 0), algebra),
    C3: ({ q, rank }, algebra) => holds(isPadded(q, algebra.at(rank, 0, 0), algebra)),
    C4: ({ a, q }, { times, transpose, minus, backward, u }) =>
      backward(1 + 2 * thresholds.singular, minus(times(q, transpose(q), a), a), largerSize(a), 2 * u, a),
  },
  freedom: `${freedom}; the basis of the column space`,
  special: 'rejects',
  rejects,
  spectral: ['C1'],
  homogeneous: [{ a: 1 }],
  clauses: {
    C1: 'the rank is that of matrixRank/C1',
    C2: 'the first `rank` columns are orthonormal: ||I - Q^T Q||_1 <= 35 m eps',
    C3: 'the other columns are 0, exactly',
    C4: 'Q Q^T A = A: ||Q Q^T A - A||_1 <= 71 max(m, n) eps ||A||_1',
    C5: 'columns of known singular values span what the left singular vectors of the others than 0 do',
  },
  sources: [golubVanLoan2013('section 2.4.3'), scipy('linalg.orth'), lapackThresholds('svd.in: 35')],
});
