import { balancing, inverseOfPowers } from '../_internal/balancing.ts';
import {
  eigenvalue,
  gram,
  inUnitsOf,
  magnitudeOf,
  scalar,
  scaled,
  sumOfSquares,
  symmetricFunctions,
  trace,
} from '../_internal/characteristic.ts';
import { isClosed } from '../_internal/conjugates.ts';
import { holds, isSorted, largerSize } from '../_internal/holds.ts';
import { quotientOf } from '../_internal/quotientOf.ts';
import { singularValuesIn } from '../_internal/rankBounds.ts';
import type { Algebra, ExactMatrix } from '../exactMatrix.ts';
import { defineOperation } from '../operation.ts';
import { refuse } from '../refusal.ts';
import { eigenvaluesText, giles2008, golubVanLoan2013, higham2002, lapackThresholds, numpy } from '../sources.ts';
import { thresholds } from '../thresholds.ts';
import { eigh } from './eigh.ts';
import { svd } from './svd.ts';

const rejects = {
  R1: 'a must be finite: NaN is refused, or reaches the result; infinities end in finite time',
} as const;

/** The values of a column against others, all of them allowed to be off as much. */
const valuesNear = (given: ExactMatrix, expected: readonly number[], allowed: number, { at, ratio }: Algebra): number =>
  Math.max(0, ...expected.map((value, i) => ratio(Math.abs(at(given, i, 0) - value), allowed)));

export const svdvals = defineOperation({
  id: 'decompositions.svdvals',
  meaning: 'The min(m, n) singular values, in descending order.',
  signature: 'a[..., m, n] -> s[..., k]',
  sizes: ({ m, n }) => ({ k: Math.min(m, n) }),
  parts: { svd },
  equations: {
    C1(given, algebra) {
      const [a, s] = inUnitsOf(given.a, given.s);
      const exact = singularValuesIn(a, algebra);
      return valuesNear(s, exact, thresholds.singular * largerSize(a) * 2 * algebra.u * (exact[0] ?? 0), algebra);
    },
    C2: ({ s }) => holds(isSorted(s, 'descending') && s.entries.every((value) => value >= 0n)),
  },
  special: 'rejects',
  rejects,
  smooth: { a: 'distinctSingularValues' },
  spectral: ['C1'],
  homogeneous: [{ a: 1, s: 1 }],
  derivative: ({ a }, { s: g }, { times, transpose, diagonal }, _, { svd }) => {
    const { u, v } = svd({ a });
    return { a: times(u, diagonal(g), transpose(v)) };
  },
  kinks: 'where singular values coincide, or are 0, they are continuous and have no derivative',
  clauses: {
    C1: '|s_i - s_i(A)| <= 35 max(m, n) eps s_1: the s_i(A)^2 are the roots of the characteristic polynomial of A^T A',
    C2: 'singular values descend and none is negative; -0 is 0',
    C3: 'those of svd(A) within the sum of both errors',
    C4: 'invariant: rows and columns in another order, with other signs, and A^T have the same singular values; those of A beside B on a diagonal are both',
    C5: 'Fan: s_(i+j-1)(A + B) <= s_i(A) + s_j(B)',
    C6: 's(u v^T) = ||u|| ||v|| and zeros',
    C7: 'up to 80 by 64 every singular value is right to 35 max(m, n) eps s_1, proved by enclosures (Weyl, Ostrowski)',
  },
  errata: {
    E52: {
      claim: 'a map whose eigenvalues are near 1 is nearly an isometry',
      where: eigenvaluesText('skip connections'),
      kind: 'wrong',
      counterexample:
        '[[1, 128], [0, 1]]: both eigenvalues are 1, and the singular values are above 128 and below 1/128',
      right:
        'where the singular values are near 1; eigenvalues say so of normal matrices alone. Those of I + W lie within ||W||_2 of 1',
      clauses: ['C1', 'C5'],
    },
  },
  sources: [
    golubVanLoan2013('section 2.4'),
    giles2008('singular value decomposition'),
    lapackThresholds('svd.in: 35'),
    numpy('linalg.svdvals'),
  ],
});

export const cond = defineOperation({
  id: 'decompositions.cond',
  meaning: 'The condition number s_1 / s_k, k = min(m, n), in the 2-norm; infinite where s_k is 0.',
  signature: 'a[..., m, n] -> kappa[...]',
  sizes({ m, n }) {
    if (m === 0 || n === 0) refuse('R2', `a must not be empty, got ${m} by ${n}`);
    return {};
  },
  parts: { svd },
  equations: {
    C1({ a, kappa }, algebra) {
      const exact = singularValuesIn(a, algebra);
      const [first, last, given] = [exact[0] ?? 0, exact.at(-1) ?? 0, algebra.at(kappa, 0, 0)];
      const error = thresholds.singular * largerSize(a) * 2 * algebra.u * first;
      // What is asked of 1 / kappa, where it is small: kappa itself may be infinite there.
      return algebra.ratio(Math.abs(1 / given - last / first), (2 * error) / first);
    },
    C2: ({ kappa }, { at }) => holds(at(kappa, 0, 0) >= 1),
  },
  special: 'rejects',
  rejects: { ...rejects, R2: 'a must not be empty' },
  domain: { a: 'fullRank' },
  smooth: { a: 'distinctSingularValues' },
  feasible: ({ m, n }) => ({ m: Math.max(m, 1), n: Math.max(n, 1) }),
  spectral: ['C1'],
  homogeneous: [{ a: 1 }],
  derivative: ({ a }, { kappa: g }, { mul, div, sub }, _, { svd }) => {
    const { u, s, v } = svd({ a });
    const last = (s.shape[0] ?? 1) - 1;
    const share = (i: number, j: number, k: number) => div(mul(u(i, k), v(j, k)), s(k));
    return { a: (i, j) => mul(mul(g(), div(s(0), s(last))), sub(share(i, j, 0), share(i, j, last))) };
  },
  kinks: 'where the first or the last singular value is not a simple one',
  clauses: {
    C1: '|1 / kappa - s_k / s_1| <= 70 max(m, n) eps: as far as s_1 and s_k are known',
    C2: 'kappa is at least 1',
    C3: 'kappa(A^T) = kappa(A) and kappa(A^-1) = kappa(A), as far as they are known',
    C4: 'kappa = 1 for signed permutations and multiples of them, however small their determinant is, within 140 n eps',
    C5: 'kappa(AB) <= kappa(A) kappa(B) and kappa(A^T A) = kappa(A)^2, as far as they are known',
    C6: 'a singular matrix has kappa infinite, or at least 1 / (36 max(m, n) eps)',
    C7: 'the solutions of A x = u_1 and A x = u_k, right-hand sides of one length, have lengths as 1 to kappa',
    C8: 'columns of one length, pairwise at 120 degrees up to t^2, have kappa = 1 / t: 3 I + (t - 1) J, J of ones',
  },
  errata: {
    E59: {
      claim: 'ill-conditioned means that basis vectors are nearly parallel',
      where: eigenvaluesText('invertibility'),
      kind: 'imprecise',
      counterexample:
        'diag(1, t), t = 2^-13: orthogonal columns, kappa = 2^13; and t I of order 20, whose determinant is t^20, has kappa = 1',
      right: 'columns are nearly dependent, or of different lengths; a small determinant says nothing',
      clauses: ['C1', 'C4'],
    },
  },
  sources: [
    golubVanLoan2013('sections 2.6 and 5.3.7'),
    higham2002('section 7.1'),
    lapackThresholds('svd.in: 35'),
    numpy('linalg.cond'),
  ],
});

export const eigvalsh = defineOperation({
  id: 'decompositions.eigvalsh',
  meaning: 'The eigenvalues of a symmetric matrix, in ascending order.',
  signature: 'a[..., n, n] -> w[..., n]',
  parts: { eigh },
  equations: {
    C1(given, algebra) {
      const { plus, minus, identity, at, norm1, u } = algebra;
      const [a, w] = inUnitsOf(given.a, given.w);
      // A + c I, which has no negative eigenvalue.
      const shift = scalar(BigInt(Math.ceil(norm1(a))), 0);
      const times = (m: ExactMatrix) => ({ ...m, entries: m.entries.map((value) => value * (shift.entries[0] ?? 0n)) });
      const moved = plus(a, times(identity(a.rows)));
      const exact = Array.from({ length: a.rows }, (_, i) => at(minus(eigenvalue(moved, a.rows - 1 - i), shift), 0, 0));
      return valuesNear(w, exact, 2 * thresholds.symmetricEigen * a.rows * 2 * u * norm1(a), algebra);
    },
    C2: ({ w }) => holds(isSorted(w, 'ascending')),
  },
  freedom:
    'whether asymmetry is refused, averaged away or one triangle is read, and which; the antisymmetric part of the gradient (it is zero here)',
  special: 'undefined',
  rejects: { R1: 'a must be finite where it is read: NaN is refused, or reaches the result, in finite time' },
  domain: { a: 'symmetric' },
  smooth: { a: 'distinctEigenvalues' },
  spectral: ['C1'],
  homogeneous: [{ a: 1, w: 1 }],
  derivative: ({ a }, { w: g }, { times, transpose, diagonal }, _, { eigh }) => {
    const { v } = eigh({ a });
    return { a: times(v, diagonal(g), transpose(v)) };
  },
  kinks: 'where eigenvalues coincide they are continuous and have no derivative',
  clauses: {
    C1: '|w_i - w_i(A)| <= 120 n eps ||A||_1, the w_i(A) the roots of the characteristic polynomial',
    C2: 'eigenvalues ascend',
    C3: 'those of eigh(A) within the sum of both errors',
    C4: 'Gershgorin: every eigenvalue lies within the sum of the other entries of a row of its diagonal entry',
    C5: 'Sylvester: S A S^T has as many positive and negative eigenvalues as A, S unimodular',
    C6: 'an asymmetric matrix is refused, or one triangle is read and the other ignored, NaN there included, or its symmetric part is taken',
    C7: 'those of A beside B on a diagonal are both, and those of Q A Q^T are those of A, Q a signed permutation',
    C8: 'up to order 64 every eigenvalue is right to 120 n eps ||A||_1, proved by enclosures (Weyl, Ostrowski)',
  },
  sources: [
    golubVanLoan2013('section 8.1'),
    giles2008('eigenvalues and eigenvectors'),
    lapackThresholds('sep.in: 60'),
    numpy('linalg.eigvalsh'),
  ],
});

export const eigvals = defineOperation({
  id: 'decompositions.eigvals',
  meaning: 'The eigenvalues of a general real matrix, complex.',
  signature: 'a[..., n, n] -> complex w[..., n]',
  equations: {
    C1({ a, w }, algebra) {
      const { represented, identity, minus, times, norm1, ratio, isZero, u } = algebra;
      const n = a.rows;
      const allowed = thresholds.nonsymmetricEigen * n * 2 * u;
      const d = balancing(a, algebra);
      const balanced = times(inverseOfPowers(d), a, d);
      const weighted = (m: ExactMatrix, value: ExactMatrix, i: number) => ({
        ...m,
        exponent: value.exponent,
        entries: m.entries.map((one) => one * (value.entries[i] ?? 0n)),
      });
      // e_N / e_(N-1) of M^T M is 1 / ||M^-1||_F^2: below the least singular value, by a factor of at most sqrt(N).
      const worst = (matrix: ExactMatrix, i: number) => {
        const [re, im] = [minus(matrix, weighted(identity(n), w.re, i)), weighted(identity(n), w.im, i)];
        const whole = isZero(im) ? re : represented(re, im);
        const square = gram(scaled(whole, -magnitudeOf(matrix)));
        const [last = 0n, before = 1n] = symmetricFunctions(square).toReversed();
        const distance = last === 0n ? 0 : Math.sqrt(quotientOf(last, before, square.exponent));
        return ratio(distance, allowed * norm1(scaled(matrix, -magnitudeOf(matrix))));
      };
      return Math.max(0, ...Array.from({ length: n }, (_, i) => Math.min(worst(a, i), worst(balanced, i))));
    },
    C2: ({ w }) => holds(isClosed(w)),
    C3({ a, w }, { minus, at, ratio, norm1, u }) {
      const sum = scalar(
        w.re.entries.reduce((x, y) => x + y, 0n),
        w.re.exponent,
      );
      return ratio(Math.abs(at(minus(sum, trace(a)), 0, 0)), thresholds.nonsymmetricEigen * a.rows * 2 * u * norm1(a));
    },
    C4(given, { minus, times, at, ratio, norm1, u }) {
      const [a, re] = inUnitsOf(given.a, given.w.re);
      const [, im] = inUnitsOf(given.a, given.w.im);
      const sum = minus(sumOfSquares(re), sumOfSquares(im));
      const allowed = 2 * thresholds.nonsymmetricEigen * a.rows * 2 * u * norm1(a) ** 2;
      return ratio(Math.abs(at(minus(sum, trace(times(a, a))), 0, 0)), allowed);
    },
  },
  freedom:
    'whether A is balanced first; the order of the eigenvalues. No derivative is stated: it is that of a function that no order changes, and none where eigenvalues coincide',
  special: 'undefined',
  rejects: { R1: 'a must be finite: NaN is refused, or reaches the result, in finite time' },
  spectral: ['C1'],
  homogeneous: [{ a: 1, w: 1 }],
  clauses: {
    C1: 'every w_i is an eigenvalue of some A + E, ||E||_2 <= 20 n eps ||A||_1: 1 / ||(A - w_i I)^-1||_F is at most that; or of the balanced D^-1 A D',
    C2: 'eigenvalues that are not real come in conjugate pairs, exactly',
    C3: 'trace: the sum of the w_i is trace A within 20 n eps ||A||_1',
    C4: 'the sum of the w_i^2 is trace A^2 within 40 n eps ||A||_1^2',
    C5: 'of a triangular matrix of distinct integers on the diagonal these are the eigenvalues, within their condition numbers',
  },
  sources: [golubVanLoan2013('sections 7.1 and 7.5'), lapackThresholds('ded.in: 20'), numpy('linalg.eigvals')],
});
