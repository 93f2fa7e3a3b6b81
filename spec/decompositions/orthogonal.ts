import { eigenvalue, gram, inUnitsOf, scalar, symmetricFunctions } from '../_internal/characteristic.ts';
import { holds, largerSize } from '../_internal/holds.ts';
import { qrPullback } from '../_internal/qrPullback.ts';
import { quotientOf } from '../_internal/quotientOf.ts';
import type { Algebra, ExactMatrix } from '../exactMatrix.ts';
import { defineOperation } from '../operation.ts';
import { refuse } from '../refusal.ts';
import {
  foundationsText,
  giraud2005,
  golubVanLoan2013,
  higham2002,
  lapackTesting,
  lapackThresholds,
  scipy,
  smoktunowicz2006,
} from '../sources.ts';
import { thresholds } from '../thresholds.ts';
import { eigh } from './eigh.ts';

interface Factors {
  readonly a: ExactMatrix;
  readonly q: ExactMatrix;
  readonly r: ExactMatrix;
}

const product = ({ a, q, r }: Factors, { minus, times, backward, u }: Algebra): number =>
  backward(thresholds.linear, minus(times(q, r), a), largerSize(a), 2 * u, a);

const isUpper = (r: ExactMatrix, { part, isZero }: Algebra): boolean => isZero(part(r, (i, j) => i > j));

/** The columns of R have the norms of those of A, each for itself. */
function columnNorms(given: { readonly a: ExactMatrix; readonly r: ExactMatrix }, algebra: Algebra): number {
  const [a, r] = inUnitsOf(given.a, given.r);
  const [squares, others] = [gram(a), gram(r)].map((one) => algebra.part(one, (i, j) => i === j)) as [
    ExactMatrix,
    ExactMatrix,
  ];
  return algebra.componentwise(algebra.minus(others, squares), 4 * thresholds.linear * largerSize(a), squares, r);
}

/** The columns of a in the order that the integers say. */
const inOrder = (a: ExactMatrix, order: ExactMatrix, { rows, transpose }: Algebra): ExactMatrix =>
  transpose(rows(transpose(a), order));

export const qrComplete = defineOperation({
  id: 'decompositions.qrComplete',
  meaning:
    'Complete QR factorisation: an orthogonal matrix times an upper triangular (or trapezoidal) one of the shape of A.',
  signature: 'a[..., m, n] -> q[..., m, m], r[..., m, n]',
  equations: {
    C1: product,
    C2: ({ q }, { orthonormal }) => orthonormal(thresholds.linear, q),
    C3: ({ r }, algebra) => holds(isUpper(r, algebra)),
    C4: columnNorms,
  },
  freedom:
    'the sign of each row of R together with its column of Q; the columns of Q beyond the rank of A. No derivative is stated: columns that are free have none',
  special: 'undefined',
  homogeneous: [{ a: 1, r: 1 }],
  clauses: {
    C1: 'A = QR: ||A - QR||_1 <= 30 max(m, n) eps ||A||_1',
    C2: 'Q is orthogonal: ||I - Q^T Q||_1 <= 30 m eps',
    C3: 'R is upper triangular, everything below its diagonal exactly zero',
    C4: 'each column of R has the norm of its column of A within 30 max(m, n) eps, however the columns are scaled',
    C5: 'scaling the columns of A by powers of two scales those of R and leaves Q alone, bitwise',
    C6: 'the columns of Q beyond those of A are orthogonal to them: ||Q_2^T A||_1 <= 60 max(m, n) eps ||A||_1, also where A is nearly singular or badly scaled',
  },
  sources: [golubVanLoan2013('section 5.2'), lapackTesting('xQRT01'), lapackThresholds('dtest.in: 30')],
});

export const qrPivoted = defineOperation({
  id: 'decompositions.qrPivoted',
  meaning:
    'QR factorisation with column pivoting: the column with the largest rest comes first at every step; column j of Q R is column order(j) of A.',
  signature: 'a[..., m, n] -> q[..., m, k], r[..., k, n], int order[..., n]',
  sizes: ({ m, n }) => ({ k: Math.min(m, n) }),
  equations: {
    C1: ({ a, q, r, order }, algebra) => product({ a: inOrder(a, order, algebra), q, r }, algebra),
    C2: ({ q }, { orthonormal }) => orthonormal(thresholds.linear, q),
    C3: ({ r }, algebra) => holds(isUpper(r, algebra)),
    C4: ({ order }, { at }) => {
      const places = order.entries.map((_, i) => at(order, i, 0));
      return holds([...places].sort((one, other) => one - other).every((column, i) => column === i));
    },
    C5(given, algebra) {
      const { at, ratio, u } = algebra;
      const [a, r] = inUnitsOf(given.a, given.r);
      const error =
        2 * thresholds.linear * largerSize(a) * 2 * u * Math.sqrt(at(gram(a), 0, 0) + algebra.norm1(a) ** 2);
      let worst = 0;
      for (let k = 0; k < r.rows; k++) {
        const rest = gram(algebra.part(r, (i) => i >= k));
        const pivot = Math.abs(at(r, k, k));
        for (let j = k + 1; j < r.columns; j++) {
          worst = Math.max(worst, ratio(Math.max(0, Math.sqrt(at(rest, j, j)) - pivot), error));
        }
      }
      return worst;
    },
  },
  residuals: ({ a, q, r, order }, { times, transpose, minus, part, identity, tensor, size }) => ({
    C1: minus(
      times(q, r),
      tensor('m n', (i, j) => a(i, order(j))),
    ),
    C2: minus(times(transpose(q), q), identity(size('k'))),
    C3: part('strictlyLower', r),
  }),
  freedom:
    'the sign of each row of R together with its column of Q; the pivot among rests that rounding does not tell apart; the columns of Q beyond the rank of A',
  special: 'undefined',
  smooth: { a: 'fullRank' },
  homogeneous: [{ a: 1, r: 1 }],
  derivative: ({ a, q, r, order }, { q: gq, r: gr }, S) => {
    const permuted = S.tensor('m n', (i, j) => a(i, order(j)));
    const g = qrPullback({ a: permuted, q, r }, gq, gr, S);
    return { a: S.transpose(S.rowsTo(order, S.transpose(g))) };
  },
  kinks: 'where two rests have the same length the order jumps; the rank must be min(m, n)',
  clauses: {
    C1: 'A P = QR: ||A P - QR||_1 <= 30 max(m, n) eps ||A||_1',
    C2: 'Q has orthonormal columns: ||I - Q^T Q||_1 <= 30 m eps',
    C3: 'R is upper triangular, its lower part exactly zero',
    C4: 'the order holds 0 .. n - 1, each once',
    C5: 'no rest is longer than its pivot: |r_kk| >= ||R(k.., j)||, j > k, within 120 max(m, n) eps ||A||: the diagonal descends',
    C6: 'of integer matrices of rank r the rest after r steps is 0 within what C1 makes of it',
    C7: 'C1 to C3 hold for columns that are nearly dependent or badly scaled',
  },
  sources: [
    golubVanLoan2013('section 5.4.2'),
    lapackTesting('xQPT01'),
    scipy('linalg.qr'),
    lapackThresholds('dtest.in: 30'),
  ],
});

const powers = { classical: 2, modified: 1, reorthogonalised: 0 } as const;

export const gramSchmidt = defineOperation({
  id: 'decompositions.gramSchmidt',
  meaning:
    'Orthonormal columns by Gram and Schmidt, and the coefficients R: subtracting all projections of a column at once (classical), one after another (modified), or all twice (reorthogonalised).',
  signature: 'a[..., m, n] -> q[..., m, n], r[..., n, n]',
  attributes: {
    variant: { kind: 'choice', options: ['reorthogonalised', 'modified', 'classical'], default: 'reorthogonalised' },
  },
  sizes({ m, n }) {
    if (m < n) refuse('R1', `a must have independent columns, got ${n} of length ${m}`);
    return {};
  },
  definition({ a }, { memo, sum, sub, mul, div, sqrt, constant }) {
    const rest = memo((i, j) =>
      sub(
        a(i, j),
        sum([j], (l) => mul(q(i, l), r(l, j))),
      ),
    );
    const length = memo((j) => sqrt(sum('m', (i) => mul(rest(i, j), rest(i, j)))));
    const q = memo((i, j) => div(rest(i, j), length(j)));
    const r = memo((i, j) => {
      if (i > j) return constant(0);
      return i === j ? length(j) : sum('m', (p) => mul(q(p, i), a(p, j)));
    });
    return { q, r };
  },
  equations: {
    C1: product,
    C2({ a, q }, algebra, { variant }) {
      const functions = symmetricFunctions(gram(a));
      const [first = 0n, last = 1n, before = 1n] = [functions[1], ...functions.toReversed()];
      // ||A||_F ||A^+||_F.
      const condition = last === 0n ? Number.POSITIVE_INFINITY : Math.sqrt(quotientOf(first * before, last));
      const grown = a.columns < 2 ? 1 : condition ** powers[variant as keyof typeof powers];
      return algebra.orthonormal(thresholds.linear, q) / Math.max(grown, 1);
    },
    C3: ({ r }, algebra) =>
      holds(
        isUpper(r, algebra) && Array.from({ length: r.rows }, (_, j) => algebra.at(r, j, j)).every((one) => one > 0),
      ),
  },
  freedom: 'whether columns that are dependent up to rounding are refused; how the diagonal of R is computed',
  special: 'undefined',
  rejects: { R1: 'the columns of a must be independent: more columns than rows, or a column of zeros, is refused' },
  domain: { a: 'fullRank' },
  feasible: ({ m, n }) => ({ m: Math.max(m, n), n }),
  spectral: ['C2'],
  homogeneous: [{ a: 1, r: 1 }],
  derivative: (values, { q: gq, r: gr }, S) => ({ a: qrPullback(values, gq, gr, S) }),
  clauses: {
    C1: 'A = QR: ||A - QR||_1 <= 30 max(m, n) eps ||A||_1',
    C2: 'the loss of orthogonality ||I - Q^T Q||_1 is at most 30 m eps: reorthogonalised; times kappa = ||A||_F ||A^+||_F: modified; times kappa^2: classical',
    C3: 'R is upper triangular, its lower part exactly zero, and its diagonal positive',
    C4: 'C1 and C2 hold for ill-conditioned columns: kappa^2 u < 1 (classical), kappa u < 1 (modified), m kappa u < 0.1 (reorthogonalised)',
    C5: 'Laeuchli, [1 1 1; t I] with t^2 < u, tells them apart: q_2^T q_3 = 1/2 within 30 t (classical), at most 30 t / u u (modified), 30 m eps (reorthogonalised)',
    C6: 'the leading columns of Q and R are those of the leading columns of A, bitwise',
  },
  errata: {
    E77: {
      claim: 'the process of Gram and Schmidt gives an orthonormal basis',
      where: foundationsText('1.1.7'),
      kind: 'conditional',
      counterexample:
        'classical, of [1 1 1; t I], t = 2^-30: the second and the third vector are at 60 degrees, for 1 + t^2 rounds to 1',
      right:
        'which variant it is must be said: the loss grows with kappa^2 u, kappa u (modified) or u (reorthogonalised)',
      clauses: ['C2', 'C4', 'C5'],
    },
  },
  sources: [
    golubVanLoan2013('sections 5.2.7 to 5.2.9'),
    higham2002('section 19.8'),
    giraud2005('theorems 1 and 2: classical, and twice is enough'),
    smoktunowicz2006('kappa^2 for the classical algorithm, and where its diagonal must be computed otherwise'),
  ],
});

export const hessenberg = defineOperation({
  id: 'decompositions.hessenberg',
  meaning: 'An orthogonal similarity to Hessenberg form: A = Q H Q^T, H zero below its first subdiagonal.',
  signature: 'a[..., n, n] -> q[..., n, n], h[..., n, n]',
  equations: {
    C1: ({ a, q, h }, { minus, times, transpose, backward, u }) =>
      backward(thresholds.nonsymmetricEigen, minus(times(q, h, transpose(q)), a), a.rows, 2 * u, a),
    C2: ({ q }, { orthonormal }) => orthonormal(thresholds.nonsymmetricEigen, q),
    C3: ({ h }, { part, isZero }) => holds(isZero(part(h, (i, j) => i > j + 1))),
  },
  freedom:
    'the first column of Q, and the signs of the others. No derivative is stated: it would be that of one choice',
  special: 'undefined',
  homogeneous: [{ a: 1, h: 1 }],
  clauses: {
    C1: 'A = Q H Q^T: ||A - Q H Q^T||_1 <= 20 n eps ||A||_1',
    C2: 'Q is orthogonal: ||I - Q^T Q||_1 <= 20 n eps',
    C3: 'H is zero below its first subdiagonal, exactly',
    C4: 'of a symmetric matrix H is tridiagonal: its other entries are at most 40 n eps ||A||_1',
    C5: 'similar: trace H = trace A and trace H^2 = trace A^2, within C1 and C2',
  },
  sources: [
    golubVanLoan2013('section 7.4'),
    lapackTesting('xHST01'),
    scipy('linalg.hessenberg'),
    lapackThresholds('ded.in: 20'),
  ],
});

export const polar = defineOperation({
  id: 'decompositions.polar',
  meaning:
    'Polar decomposition A = Q H, m >= n: orthonormal columns, the nearest to A, times a positive semidefinite matrix.',
  signature: 'a[..., m, n] -> q[..., m, n], h[..., n, n]',
  sizes({ m, n }) {
    if (m < n) refuse('R1', `a must have as many rows as columns, got ${m} by ${n}`);
    return {};
  },
  parts: { eigh },
  equations: {
    C1: ({ a, q, h }, { minus, times, backward, u }) =>
      backward(thresholds.singular, minus(times(q, h), a), largerSize(a), 2 * u, a),
    C2: ({ q }, { orthonormal }) => orthonormal(thresholds.singular, q),
    C3: ({ a, h }, { minus, transpose, backward, u }) =>
      backward(thresholds.singular, minus(h, transpose(h)), largerSize(a), 2 * u, a),
    C4(given, algebra) {
      const { plus, transpose, identity, minus, norm1, at, ratio, u } = algebra;
      const [a, h] = inUnitsOf(given.a, given.h);
      // 2 H's symmetric part + c I, which has no negative eigenvalue.
      const both = plus(h, transpose(h));
      const size = norm1(both);
      if (!Number.isFinite(size)) return size;
      const shift = scalar(BigInt(Math.ceil(size)), 0);
      const moved = plus(both, {
        ...identity(h.rows),
        entries: identity(h.rows).entries.map((one) => one * (shift.entries[0] ?? 0n)),
      });
      if (h.rows === 0) return 0;
      const least = at(minus(eigenvalue(moved, h.rows - 1), shift), 0, 0) / 2;
      return ratio(Math.max(0, -least), thresholds.singular * largerSize(a) * 2 * u * norm1(a));
    },
  },
  residuals: ({ a, q, h }, { times, transpose, minus, identity, size }) => ({
    C1: minus(times(q, h), a),
    C2: minus(times(transpose(q), q), identity(size('n'))),
    C3: minus(h, transpose(h)),
  }),
  freedom: 'Q on the null space of A',
  special: 'rejects',
  rejects: {
    R1: 'a must have at least as many rows as columns',
    R2: 'a must be finite: NaN is refused, or reaches the result; infinities end in finite time',
  },
  smooth: { a: 'fullRank' },
  feasible: ({ m, n }) => ({ m: Math.max(m, n), n }),
  spectral: ['C4'],
  homogeneous: [{ a: 1, h: 1 }],
  // Q^T dA = W H + dH with W = Q^T dQ antisymmetric: W H + H W = Q^T dA - dA^T Q, which is solved in the basis of H.
  derivative: ({ q, h }, { q: gq, h: gh }, S, _, { eigh }) => {
    const { times, transpose, plus, minus, identity, inverse, hadamard } = S;
    const { w, v } = eigh({ a: h });
    const sums = S.tensor('n n', (i, j) => S.div(S.constant(1), S.add(w(i), w(j))));
    const inner = minus(times(transpose(q), gq), times(gh, h));
    const solved = times(v, hadamard(sums, times(transpose(v), inner, v)), transpose(v));
    const beyond = minus(identity(S.size('m')), times(q, transpose(q)));
    return {
      a: plus(times(beyond, gq, inverse(h)), times(q, plus(gh, minus(solved, transpose(solved))))),
    };
  },
  kinks: 'where columns are dependent Q is not continuous',
  clauses: {
    C1: 'A = QH: ||A - QH||_1 <= 35 max(m, n) eps ||A||_1',
    C2: 'Q has orthonormal columns: ||I - Q^T Q||_1 <= 35 m eps',
    C3: 'H is symmetric: ||H - H^T||_1 <= 35 max(m, n) eps ||A||_1',
    C4: 'H is positive semidefinite: no eigenvalue is below -35 max(m, n) eps ||A||_1',
    C5: 'Q is the nearest matrix with orthonormal columns: no other, of a signed permutation, of reflections of Q, is nearer in the Frobenius norm',
    C6: 'of Q alone the factors are Q and I; of a positive definite matrix I and itself, within what C1 to C3 make of it',
    C7: 'Q = U V^T of the known singular vectors of A, of full rank, within what C1 to C3 make of it over s_n',
  },
  sources: [
    golubVanLoan2013('section 9.4.3'),
    higham2002('section 20.4: nearest orthogonal matrix'),
    scipy('linalg.polar'),
    lapackThresholds('svd.in: 35'),
  ],
});
