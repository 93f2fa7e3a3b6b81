import { scalar } from '../_internal/characteristic.ts';
import { holds } from '../_internal/holds.ts';
import type { Algebra, ExactMatrix } from '../exactMatrix.ts';
import { defineOperation } from '../operation.ts';
import { golubVanLoan2013, lapackTesting, lapackThresholds } from '../sources.ts';
import { thresholds } from '../thresholds.ts';

/** Whether the entry below the diagonal in column k is not zero. */
const isBlock = ({ entries, columns }: ExactMatrix, k: number): boolean =>
  (entries[(k + 1) * columns + k] ?? 0n) !== 0n;

/** (a - d)^2 + 4 b c for the block [a, b; c, d] at k, exactly. */
function discriminant(t: ExactMatrix, k: number, { at }: Algebra): number {
  const entry = (i: number, j: number) => t.entries[i * t.columns + j] ?? 0n;
  const difference = entry(k, k) - entry(k + 1, k + 1);
  return at(scalar(difference ** 2n + 4n * entry(k, k + 1) * entry(k + 1, k), 2 * t.exponent), 0, 0);
}

const columnsOf = ({ columns }: ExactMatrix): number[] => Array.from({ length: Math.max(columns - 1, 0) }, (_, k) => k);

export const schur = defineOperation({
  id: 'decompositions.schur',
  meaning:
    'Real Schur form: an orthogonal similarity to an upper triangular matrix with blocks of two for complex eigenvalues.',
  signature: 'a[..., n, n] -> q[..., n, n], t[..., n, n]',
  equations: {
    C1: ({ a, q, t }, { minus, times, transpose, backward, u }) =>
      backward(thresholds.nonsymmetricEigen, minus(times(q, t, transpose(q)), a), a.rows, 2 * u, a),
    C2: ({ q }, { orthonormal }) => orthonormal(thresholds.nonsymmetricEigen, q),
    C3: ({ t }, { part, isZero }) =>
      holds(
        isZero(part(t, (i, j) => i > j + 1)) &&
          columnsOf(t).every((k) => k === 0 || !isBlock(t, k - 1) || !isBlock(t, k)),
      ),
    C4: ({ t }, algebra) => holds(columnsOf(t).every((k) => !isBlock(t, k) || discriminant(t, k, algebra) <= 0)),
  },
  freedom:
    'the order of the eigenvalues on the diagonal, the signs of the columns of Q, the basis where eigenvalues repeat. No derivative is stated: which of these is chosen is not continuous, and the factors are not differentiable',
  special: 'undefined',
  rejects: { R1: 'a must be finite: NaN is refused, or reaches the result, in finite time' },
  homogeneous: [{ a: 1, t: 1 }],
  clauses: {
    C1: 'A = Q T Q^T: ||A - Q T Q^T||_1 <= 20 n eps ||A||_1, 20 the threshold of LAPACK for nonsymmetric eigenproblems',
    C2: 'Q is orthogonal: ||I - Q^T Q||_1 <= 20 n eps',
    C3: 'T is upper triangular but for separate blocks of two on its diagonal; all else below it is exactly zero',
    C4: 'a block of two has no two real eigenvalues: (a - d)^2 + 4 b c <= 0, exactly',
    C5: 'of a symmetric matrix T is diagonal: its other entries are at most 40 n eps ||A||_1',
    C6: 'the eigenvalues of T are those of A: sum and sum of squares, trace T = trace A and trace T^2 = trace A^2, within C1 and C2',
  },
  sources: [golubVanLoan2013('sections 7.4 and 7.5'), lapackTesting('xGET10, DDRVES'), lapackThresholds('ded.in: 20')],
});
