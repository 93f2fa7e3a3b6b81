import { inUnitsOf, sumOfSquares } from '../_internal/characteristic.ts';
import { holds, isSorted, largerSize } from '../_internal/holds.ts';
import { defineOperation } from '../operation.ts';
import {
  foundationsText,
  giles2008,
  golubVanLoan2013,
  hornJohnson2013,
  lapackTesting,
  lapackThresholds,
  townsend2016,
} from '../sources.ts';
import { thresholds } from '../thresholds.ts';

export const svd = defineOperation({
  id: 'decompositions.svd',
  meaning: 'Reduced singular value decomposition A = U diag(s) V^T, the singular values in descending order.',
  signature: 'a[..., m, n] -> u[..., m, k], s[..., k], v[..., n, k]',
  sizes: ({ m, n }) => ({ k: Math.min(m, n) }),
  equations: {
    C1: ({ a, u, s, v }, algebra) => {
      const product = algebra.times(u, algebra.diagonal(s), algebra.transpose(v));
      return algebra.backward(thresholds.singular, algebra.minus(product, a), largerSize(a), 2 * algebra.u, a);
    },
    C2: ({ u }, { orthonormal }) => orthonormal(thresholds.singular, u),
    C3: ({ v }, { orthonormal }) => orthonormal(thresholds.singular, v),
    C4: ({ s }) => holds(isSorted(s, 'descending') && s.entries.every((value) => value >= 0n)),
    C5: (given, { minus, ratio, at, u }) => {
      const [a, s] = inUnitsOf(given.a, given.s);
      const square = sumOfSquares(a);
      const error = Math.abs(at(minus(sumOfSquares(s), square), 0, 0));
      return ratio(error, 2 * thresholds.singular * largerSize(a) * 2 * u * at(square, 0, 0));
    },
  },
  residuals: ({ a, u, s, v }, { times, transpose, minus, diagonal, identity, size }) => ({
    C1: minus(times(u, diagonal(s), transpose(v)), a),
    C2: minus(times(transpose(u), u), identity(size('k'))),
    C3: minus(times(transpose(v), v), identity(size('k'))),
  }),
  freedom:
    'the sign of each pair of singular vectors; the basis of the space of equal singular values; the vectors of zero singular values',
  special: 'rejects',
  rejects: { R1: 'a must be finite: NaN is refused, or reaches the result; infinities end in finite time' },
  smooth: { a: 'distinctSingularValues' },
  homogeneous: [{ a: 1, s: 1 }],
  derivative: ({ u, s, v }, { u: gu, s: gs, v: gv }, S) => {
    const { times, transpose, plus, minus, hadamard, part, diagonal, identity, inverse } = S;
    const gaps = S.tensor('k k', (i, j) => S.div(S.constant(1), S.sub(S.mul(s(j), s(j)), S.mul(s(i), s(i)))));
    const turned = (basis: typeof u, g: typeof u) => {
      const inner = times(transpose(basis), g);
      return hadamard(part('offDiagonal', gaps), minus(inner, transpose(inner)));
    };
    const beyond = (basis: typeof u, n: number) => minus(identity(n), times(basis, transpose(basis)));
    const middle = plus(diagonal(gs), times(turned(u, gu), diagonal(s)), times(diagonal(s), turned(v, gv)));
    return {
      a: plus(
        times(u, middle, transpose(v)),
        times(beyond(u, S.size('m')), gu, inverse(diagonal(s)), transpose(v)),
        times(u, inverse(diagonal(s)), transpose(gv), beyond(v, S.size('n'))),
      ),
    };
  },
  kinks:
    'singular vectors have no derivative where singular values coincide, nor those of a zero singular value; a zero numerator counts as zero there',
  clauses: {
    C1: 'A = U diag(s) V^T: ||A - U diag(s) V^T||_1 <= 35 max(m, n) eps ||A||_1, 35 the threshold of LAPACK for singular values',
    C2: 'U has orthonormal columns, those of zero singular values too: ||I - U^T U||_1 <= 35 m eps',
    C3: 'V has orthonormal columns: ||I - V^T V||_1 <= 35 n eps',
    C4: 'singular values descend and none is negative; -0 is 0',
    C5: 'Frobenius: the sum of s_i^2 is ||A||_F^2 within 70 max(m, n) eps',
    C6: 's(A^T) = s(A) within 70 max(m, n) eps s_1',
    C7: 'small singular values are right to 35 max(m, n) eps s_1: those of (1, 1e-9) are not lost in A^T A',
    C8: 'Weyl: |s_i(A + E) - s_i(A)| <= ||E||_2',
    C9: 'Mirsky: the sum of (s_i(A + E) - s_i(A))^2 is at most ||E||_F^2',
    C10: 'interlacing: deleting a column gives s_i(A) >= s_i(A without it) >= s_(i+1)(A)',
    C11: 'Jordan and Wielandt: the eigenvalues of [0 A; A^T 0] are +-s_i and zeros',
    C13: 'Wedin: of known singular vectors u_i v_i^T of the k first add up right to 4 ||E||_F / gap, E the error of C1 to C3',
    C14: 'up to 80 by 64, proved by enclosures: C1, C2, C3, and every singular value right to 35 max(m, n) eps s_1 (Weyl, Ostrowski)',
    C12: 'the product of the s_i is |det A|, A square, within the sum of s_(n-k) delta^k (see det), delta the bound of C1',
  },
  errata: {
    E68: {
      claim: 'the singular values are the positive roots of the eigenvalues of A^T A, as many as the rank',
      where: foundationsText('1.1.6'),
      kind: 'imprecise',
      counterexample:
        '(3, 0, 4), 1 by 3: one singular value, 5, and three eigenvalues of A^T A; the zero matrix of 2 by 3 has two singular values, both 0',
      right: 'there are min(m, n), zeros among them; A^T A has n eigenvalues and loses the small ones to rounding',
      clauses: ['C4', 'C7'],
    },
  },
  sources: [
    golubVanLoan2013('sections 2.4 and 8.6'),
    lapackTesting('xBDT01, xORT01'),
    hornJohnson2013('section 7.3: Weyl, Mirsky, interlacing, Jordan and Wielandt'),
    giles2008('singular value decomposition'),
    townsend2016('equations of the thin decomposition'),
    lapackThresholds('svd.in: 35'),
  ],
});
