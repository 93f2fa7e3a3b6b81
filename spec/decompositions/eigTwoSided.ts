import { isClosed } from '../_internal/conjugates.ts';
import { eigenResidual, lengthResidual } from '../_internal/eigenResidual.ts';
import { holds } from '../_internal/holds.ts';
import type { ComplexMatrix } from '../exactMatrix.ts';
import { defineOperation } from '../operation.ts';
import { golubVanLoan2013, jamesLangouLowery2014, lapackTesting, lapackThresholds } from '../sources.ts';

const conjugate = ({ re, im }: ComplexMatrix): ComplexMatrix => ({
  re,
  im: { ...im, entries: im.entries.map((value) => -value) },
});

export const eigTwoSided = defineOperation({
  id: 'decompositions.eigTwoSided',
  meaning:
    'Eigenvalues, left and right eigenvectors of a general real matrix, u^H A = w u^H and A v = w v, in the same order; every column of U and V has length 1.',
  signature: 'a[..., n, n] -> complex w[..., n], complex u[..., n, n], complex v[..., n, n]',
  equations: {
    C1: ({ a, w, v }, algebra) => eigenResidual(a, w, v, algebra),
    // The transpose of u^H A = w u^H.
    C2: ({ a, w, u }, algebra) => eigenResidual(algebra.transpose(a), w, conjugate(u), algebra),
    C3: ({ u, v }, algebra) => Math.max(lengthResidual(u, algebra), lengthResidual(v, algebra)),
    C4: ({ w }) => holds(isClosed(w)),
  },
  freedom:
    'whether A is balanced first, the order of the eigenvalues, the phase of each vector, the vectors where eigenvalues repeat: as of eig. No derivative is stated',
  special: 'undefined',
  rejects: { R1: 'a must be finite: NaN is refused, or reaches the result, in finite time' },
  homogeneous: [{ a: 1, w: 1 }],
  clauses: {
    C1: 'A v = w v for every column, as eig/C1 says',
    C2: 'u^H A = w u^H for every column of U, of the eigenvalue that has the same place: the transpose, A^T conj(u) = w conj(u), as eig/C1 says',
    C3: 'every column of U and V has length 1: its square is 1 within 40 eps',
    C4: 'eigenvalues that are not real come in conjugate pairs, exactly',
    C5: 'left and right eigenvectors of eigenvalues apart are orthogonal: |w_i - w_j| |u_i^H v_j| <= 40 n eps ||A||_1 sqrt(n), of circulant matrices',
    C6: 'of a normal matrix, a circulant one, left and right eigenvectors of an eigenvalue apart are one direction: |u^H v| = 1 within the square of 80 n^(3/2) eps ||A||_1 over the gap',
    C7: 'the condition of an eigenvalue is 1 / |u^H v|: of [[1, t], [0, 0]] both have |u^H v| = 1 / sqrt(1 + t^2), within 400 eps (1 + t^2)',
  },
  sources: [
    golubVanLoan2013('sections 7.2.2 and 7.6'),
    jamesLangouLowery2014('section 2: where balancing is harmful'),
    lapackTesting('xGET22, DDRVEV'),
    lapackThresholds('ded.in: 20'),
  ],
});
