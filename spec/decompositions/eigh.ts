import { inUnitsOf, sumOfSquares, trace } from '../_internal/characteristic.ts';
import { holds, isSorted } from '../_internal/holds.ts';
import { defineOperation } from '../operation.ts';
import { giles2008, golubVanLoan2013, hornJohnson2013, lapackTesting, lapackThresholds } from '../sources.ts';
import { thresholds } from '../thresholds.ts';

export const eigh = defineOperation({
  id: 'decompositions.eigh',
  meaning: 'Eigenvalues in ascending order and orthonormal eigenvectors of a symmetric matrix.',
  signature: 'a[..., n, n] -> w[..., n], v[..., n, n]',
  equations: {
    C1: ({ a, w, v }, { times, minus, transpose, diagonal, backward, u }) =>
      backward(thresholds.symmetricEigen, minus(times(v, diagonal(w), transpose(v)), a), a.rows, 2 * u, a),
    C2: ({ v }, { orthonormal }) => orthonormal(thresholds.symmetricEigen, v),
    C3: ({ w }) => holds(isSorted(w, 'ascending')),
    C4: ({ a, w }, { absolute, minus, diagonal, at, ratio, u }) => {
      const error = Math.abs(at(minus(trace(diagonal(w)), trace(a)), 0, 0));
      return ratio(error, thresholds.symmetricEigen * a.rows * 2 * u * at(trace(diagonal(absolute(w))), 0, 0));
    },
    C5: (given, { minus, at, ratio, u }) => {
      const [a, w] = inUnitsOf(given.a, given.w);
      const square = sumOfSquares(a);
      const error = Math.abs(at(minus(sumOfSquares(w), square), 0, 0));
      return ratio(error, 2 * thresholds.symmetricEigen * a.rows * 2 * u * at(square, 0, 0));
    },
  },
  residuals: ({ a, w, v }, { times, transpose, minus, diagonal, identity, size }) => ({
    C1: minus(times(v, diagonal(w), transpose(v)), a),
    C2: minus(times(transpose(v), v), identity(size('n'))),
  }),
  freedom:
    'the sign of each eigenvector; the basis of the space of equal eigenvalues; whether asymmetry is refused, averaged away or one triangle is read, and which; the antisymmetric part of the gradient (it is zero here)',
  special: 'undefined',
  rejects: { R1: 'a must be finite where it is read: NaN is refused, or reaches the result, in finite time' },
  domain: { a: 'symmetric' },
  smooth: { a: 'distinctEigenvalues' },
  homogeneous: [{ a: 1, w: 1 }],
  derivative: ({ w, v }, { w: gw, v: gv }, S) => {
    const { times, transpose, part, plus, hadamard, diagonal, symmetric } = S;
    const gaps = S.tensor('n n', (i, j) => S.div(S.constant(1), S.sub(w(j), w(i))));
    const inner = hadamard(part('offDiagonal', gaps), times(transpose(v), gv));
    return { a: symmetric(times(v, plus(diagonal(gw), inner), transpose(v))) };
  },
  kinks: 'eigenvectors have no derivative where eigenvalues coincide; a zero numerator counts as zero there',
  clauses: {
    C1: 'A = V diag(w) V^T: ||A - V diag(w) V^T||_1 <= 60 n eps ||A||_1, 60 the threshold of LAPACK for symmetric eigenproblems',
    C2: 'V is orthogonal, also within clusters: ||I - V^T V||_1 <= 60 n eps',
    C3: 'eigenvalues ascend',
    C4: 'trace: |sum of w_i - trace A| <= 60 n eps sum of |w_i|',
    C5: 'Frobenius: the sum of w_i^2 is ||A||_F^2 within 120 n eps',
    C6: 'Weyl: |w_i(A + E) - w_i(A)| <= ||E||_2',
    C7: 'Cauchy: the eigenvalues of A without its last row and column interlace those of A',
    C8: 'w(A + cI) = w(A) + c within 120 n eps (||A||_1 + ||A + cI||_1), and w(-A) is -w(A) reversed within 240 n eps ||A||_1',
    C9: 'every Rayleigh quotient lies between the first and the last eigenvalue',
    C11: 'Hoffman and Wielandt: the sum of (w_i(A + E) - w_i(A))^2 is at most ||E||_F^2',
    C12: 'Davis and Kahan: of known eigenvectors V V^T of the k first is right to 2 ||E||_F / gap, E the error of C1 and C2',
    C13: 'Courant and Fischer: the eigenvalues of U^T A U, U k columns of a signed permutation, lie between w_i and w_(i+n-k)',
    C14: 'up to order 64, proved by enclosures: C1, C2, and every eigenvalue right to 120 n eps ||A||_1 (Weyl, Ostrowski)',
    C10: 'an asymmetric matrix is refused, or one triangle is read and the other ignored, NaN there included, or its symmetric part is taken',
  },
  sources: [
    golubVanLoan2013('sections 8.1 and 8.3'),
    lapackTesting('xSYT21'),
    hornJohnson2013('section 4.3: Weyl, interlacing'),
    giles2008('eigenvalues and eigenvectors'),
    lapackThresholds('sep.in: 60'),
  ],
});
