import { inUnitsOf, sumOfSquares, trace } from '../_internal/characteristic.ts';
import { isClosed } from '../_internal/conjugates.ts';
import { eigenResidual, lengthResidual } from '../_internal/eigenResidual.ts';
import { holds } from '../_internal/holds.ts';
import { defineOperation } from '../operation.ts';
import {
  foundationsText,
  golubVanLoan2013,
  jamesLangouLowery2014,
  lapackTesting,
  lapackThresholds,
} from '../sources.ts';
import { thresholds } from '../thresholds.ts';

export const eig = defineOperation({
  id: 'decompositions.eig',
  meaning: 'Eigenvalues and eigenvectors of a general real matrix, both complex; every column of V has length 1.',
  signature: 'a[..., n, n] -> complex w[..., n], complex v[..., n, n]',
  equations: {
    C1: ({ a, w, v }, algebra) => eigenResidual(a, w, v, algebra),
    C2: ({ v }, algebra) => lengthResidual(v, algebra),
    C3: ({ w }) => holds(isClosed(w)),
    C4({ a, w }, { minus, at, ratio, norm1, u }) {
      const sum = { rows: 1, columns: 1, exponent: w.re.exponent, entries: [w.re.entries.reduce((x, y) => x + y, 0n)] };
      return ratio(Math.abs(at(minus(sum, trace(a)), 0, 0)), thresholds.nonsymmetricEigen * a.rows * 2 * u * norm1(a));
    },
    C5(given, { minus, times, at, ratio, norm1, u }) {
      const [a, re] = inUnitsOf(given.a, given.w.re);
      const [, im] = inUnitsOf(given.a, given.w.im);
      const sum = minus(sumOfSquares(re), sumOfSquares(im));
      const allowed = 2 * thresholds.nonsymmetricEigen * a.rows * 2 * u * norm1(a) ** 2;
      return ratio(Math.abs(at(minus(sum, trace(times(a, a))), 0, 0)), allowed);
    },
  },
  freedom:
    'whether A is balanced first, by which the residual of a graded matrix may be larger in the norm of A; the order of the eigenvalues; the phase of each eigenvector; the vectors where eigenvalues repeat, which for a defective matrix are dependent. No derivative is stated: it is that of a function that no phase and no order changes, and none where eigenvalues coincide',
  special: 'undefined',
  rejects: { R1: 'a must be finite: NaN is refused, or reaches the result, in finite time' },
  homogeneous: [{ a: 1, w: 1 }],
  clauses: {
    C1: 'A v = w v for every column: ||A v - w v||_1 <= 20 n eps ||A||_1 ||v||_1, norms of |Re| + |Im|, 20 the threshold of LAPACK for nonsymmetric eigenproblems; or the same of D^-1 A D and D^-1 v, for a D that balances A, by sums or by lengths',
    C2: 'every column of V has length 1: its square is 1 within 40 eps',
    C3: 'eigenvalues that are not real come in conjugate pairs, exactly',
    C4: 'trace: the sum of the w_i is trace A within 20 n eps ||A||_1',
    C5: 'the sum of the w_i^2 is trace A^2 within 40 n eps ||A||_1^2',
    C6: 'determinant: the product of the w_i is det A, within what a change of A by 20 n eps ||A||_1 makes of it (see det)',
    C7: 'of a symmetric matrix the eigenvalues are real within 40 n eps ||A||_1',
    C8: 'a circulant matrix, which is normal: the eigenvalues are the Fourier transform of its first row within 20 n^(3/2) eps ||A||_1',
    C9: 'a Jordan block of order m: every eigenvalue is within (40 m^(5/2) eps ||A||_1)^(1/m) of that of the block, and no more is asked',
    C10: 'w(I + A) = 1 + w(A), w(A^T) = w(A) and w(A^2) = w(A)^2 of circulant matrices, as sets',
    C11: 'w(A B) and w(B A) are the same but for zeros, A m by n and B n by m of known spectrum: within 40 n eps ||A B||_1 kappa of the eigenvectors, as sets',
    C12: 'w(A^-1) = 1 / w(A), of matrices whose inverse is known, likewise',
    C13: 'I + A has the eigenvectors of A: each of A whose eigenvalue is apart is an eigenvector of I + A, of circulant matrices, within 80 n^(3/2) eps (1 + ||A||_1) over the gap',
  },
  errata: {
    E04: {
      claim: 'every square matrix has a decomposition V diag(w) V^-1',
      where: foundationsText('1.1.8'),
      kind: 'conditional',
      counterexample: '[[0, 1], [0, 0]]: one eigenvalue, 0, twice, and one direction of eigenvectors',
      right:
        'n independent eigenvectors are needed; every square matrix has a Schur form, and every symmetric one orthonormal eigenvectors',
      clauses: ['C1'],
    },
    E05: {
      claim: 'eigenvalues and eigenvectors of a real matrix are real',
      where: foundationsText('1.1.5'),
      kind: 'conditional',
      counterexample:
        '[[0, -1], [1, 0]], a rotation by 90 degrees: no real direction stays, and the eigenvalues are i and -i',
      right: 'they are complex, in conjugate pairs; of symmetric matrices they are real',
      clauses: ['C3', 'C7'],
    },
  },
  sources: [
    golubVanLoan2013('sections 7.1, 7.5 and 7.6'),
    jamesLangouLowery2014('section 2: where balancing is harmful'),
    lapackTesting('xGET22, DDRVEV'),
    lapackThresholds('ded.in: 20'),
  ],
});
