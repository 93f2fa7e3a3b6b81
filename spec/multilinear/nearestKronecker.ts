import type { Algebra, ExactMatrix } from '../exactMatrix.ts';
import { defineOperation } from '../operation.ts';
import { foundationsText, lapackThresholds, vanLoanPitsianis1993 } from '../sources.ts';
import { asColumn, rearranged } from './_internal/rearrangement.ts';
import { columnsBeside, distanceFrom, rowsBeside } from './_internal/truncation.ts';

/** The rearrangements of C and of A kron B. */
function bothOf(
  { a, b, c }: { readonly a: ExactMatrix; readonly b: ExactMatrix; readonly c: ExactMatrix },
  { times, transpose }: Algebra,
): [ExactMatrix, ExactMatrix] {
  return [rearranged(c, a.rows, a.columns), times(asColumn(a), transpose(asColumn(b)))];
}

export const nearestKronecker = defineOperation({
  id: 'multilinear.nearestKronecker',
  meaning:
    'The Kronecker product A kron B, A of m by n, that is nearest to a matrix: the first singular triplet of its rearrangement, whose rows are the blocks.',
  signature: 'c[..., m*p, n*q] -> a[..., m, n], b[..., p, q]',
  attributes: {
    m: { kind: 'integer', min: 1, clause: 'R1' },
    n: { kind: 'integer', min: 1, clause: 'R1' },
  },
  equations: {
    C1: (given, algebra) => columnsBeside(...bothOf(given, algebra), algebra),
    C2: (given, algebra) => rowsBeside(...bothOf(given, algebra), algebra),
    C3: (given, algebra) => distanceFrom(...bothOf(given, algebra), 1, algebra),
  },
  freedom:
    'how the size and the sign are shared out, for (t A) kron (B / t) is the same; which product where the first two singular values of the rearrangement coincide. No derivative is stated of what is so free',
  special: 'rejects',
  rejects: {
    R1: 'm and n must be integers that are at least 1, and divide the sizes of c',
    R2: 'c must be finite: NaN is refused, or reaches the result; infinities end in finite time',
  },
  spectral: ['C3'],
  homogeneous: [{ c: 2, a: 1, b: 1 }],
  clauses: {
    C1: 'what is left is orthogonal to the product: ||X^T (R - X)||_1 <= 35 max(mn, pq) eps ||R^T||_1 ||R||_1, R and X = vec(A) vec(B)^T the rearrangements of C and of A kron B',
    C2: '||(R - X) X^T||_1 <= 35 max(mn, pq) eps ||R||_1 ||R^T||_1, likewise for the rows',
    C3: '||R - X||_2 is the second singular value of R, within 35 max(mn, pq) eps of the first',
    C4: 'a Kronecker product is recovered: A kron B = C within 35 max(mn, pq) eps ||C||_F',
    C5: 'no product of drawn matrices is nearer, in the Frobenius norm (slack as in C4)',
    C6: 'kernels of channels that are proportional are one product: diag(t_1 T, .., t_n T) = diag(t) kron T, within what C4 allows',
  },
  errata: {
    E71: {
      claim: 'a depthwise separable convolution is a Kronecker product',
      where: foundationsText('1.1.8'),
      kind: 'conditional',
      counterexample:
        'two channels, the kernels the identity and the shift: diag(I, S) of 4 by 4 has a rearrangement with singular values sqrt 2 and 1, so that no product is nearer than 1',
      right:
        'the pointwise part is P kron I; the depthwise part is A kron T, A diagonal, iff all kernels are proportional',
      clauses: ['C6'],
    },
  },
  sources: [vanLoanPitsianis1993('theorem 2.1'), lapackThresholds('svd.in: 35')],
});
