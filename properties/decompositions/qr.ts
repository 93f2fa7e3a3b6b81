import fc from 'fast-check';
import { qr } from '../../spec/decompositions/qr.ts';
import { svd } from '../../spec/decompositions/svd.ts';
import { algebra } from '../../spec/exactMatrix.ts';
import { beside } from '../generators/beside.ts';
import { alone } from '../generators/calls.ts';
import { illConditioned } from '../generators/illConditioned.ts';
import { tensors } from '../generators/tensors.ts';
import { type Law, law } from '../law.ts';
import { ofMatrices } from '../ofMatrices.ts';
import { stillHolds } from '../stillHolds.ts';
import { identical, scaledBy } from '../verbs/compare.ts';
import { determinantBound } from '../verbs/determinantBound.ts';
import { determinantOf } from '../verbs/elimination.ts';
import { exactMatrix, frobeniusNormOf, numberOf } from '../verbs/exactMatrices.ts';
import { atMost, near } from '../verbs/measured.ts';
import { nearAll } from '../verbs/nearAll.ts';
import { columnsTimesPowers, diagonalOf, leading } from '../verbs/parts.ts';
import { singularValuesOf } from '../verbs/spectrum.ts';
import { at, build } from '../verbs/tensors.ts';

const { block, minus, norm1, times, transpose } = algebra(0);

export const laws: readonly Law[] = [
  law(qr, 'C5', {
    hint: 'columns influence earlier ones: they are exchanged, or scaled together',
    cases: (context) => beside(alone(qr, context, { domain: { a: 'fullRank' } }), { count: fc.nat(4) }),
    check: async (on, { a, count }, { u }) => {
      const [m = 1, n = 1] = a.shape;
      const k = 1 + (count % Math.min(m, n));
      const part = block(exactMatrix(a), m, k);
      const least = singularValuesOf(part, u)[k - 1] ?? 0;
      // Each factorisation is exact for a matrix this far away in the Frobenius norm (C1): sqrt(n) times its 1-norm.
      const distance = 30 * Math.max(m, n) * 2 * u * Math.sqrt(n) * norm1(exactMatrix(a));
      // Factors move by sqrt(2) distance / s_k to first order (Higham 2002, section 19.9); twice that covers the rest.
      const turned = (2 * 2 * Math.SQRT2 * distance) / least;
      fc.pre(turned < 0.5);
      const [whole, nested] = await Promise.all([on(qr, { a }), on(qr, { a: leading(a, m, k) })]);
      // The signs of the diagonal of R: the freedom that the factors have.
      const [signs, others] = [whole.r, nested.r].map((r) => diagonalOf(r).map(Math.sign)) as [number[], number[]];
      const flip = (i: number) => ((signs[i] ?? 1) === (others[i] ?? 1) ? 1 : -1);
      const q = build(a, [m, k], (i, j) => flip(j) * at(nested.q, i, j));
      const r = build(a, [k, k], (i, j) => flip(i) * at(nested.r, i, j));
      return [
        nearAll('q', leading(whole.q, m, k), q.data, turned),
        nearAll('r', leading(whole.r, k), r.data, turned * frobeniusNormOf(part)),
      ];
    },
  }),
  law(qr, 'C6', {
    repeats: true,
    hint: 'a threshold is absolute, or columns are compared with each other',
    // Matrices of every class and shape: those of the singular value decomposition.
    cases: (context) =>
      beside(alone(svd, context), {
        exponents: fc.array(fc.integer({ min: -30, max: 30 }), { minLength: 5, maxLength: 5 }),
      }),
    check: async (on, { a, exponents }) => {
      const [plain, scaled] = await Promise.all([on(qr, { a }), on(qr, { a: columnsTimesPowers(a, exponents) })]);
      return [identical(scaled.q, plain.q, 'q'), scaledBy(scaled.r, columnsTimesPowers(plain.r, exponents), 0, 'r')];
    },
  }),
  ofMatrices(qr, ({ r }) => r)('C7', {
    cases: (context) => tensors(context, { a: 'n n' }, { entries: 'reals' }),
    of: ({ a }) => [a],
    see: ([r], { a }, { u }) => {
      const [given, n] = [exactMatrix(a), a.shape[0] ?? 1];
      const determinant = Math.abs(numberOf(determinantOf(given)));
      const product = Math.abs(numberOf(determinantOf(exactMatrix(r))));
      // QR = A + E of C1, and |det Q| is 1 within half of what C2 leaves to each column.
      const distance = 30 * n * 2 * u * Math.sqrt(n) * norm1(given);
      const allowed = determinantBound(singularValuesOf(given, u), distance) + n * 30 * n * 2 * u * determinant;
      return [near('product of the |r_ii|', product, determinant, allowed)];
    },
  }),
  ofMatrices(qr, ({ r }) => r)('C9', {
    hint: 'R is not that of A: columns are exchanged, or a factor is lost',
    cases: (context) => alone(qr, context),
    of: ({ a }) => [a],
    see: ([r], { a }, { u }) => {
      const [given, triangle] = [exactMatrix(a), exactMatrix(r)];
      const error = norm1(minus(times(transpose(triangle), triangle), times(transpose(given), given)));
      const [m = 1, n = 1] = a.shape;
      // A^T A = R^T Q^T Q R + ..: once for the loss of orthogonality, twice for the residual.
      const allowed = 2 * 30 * (m + 2 * Math.max(m, n)) * 2 * u * norm1(given) * norm1(transpose(given));
      return [atMost('||R^T R - A^T A||_1', error, 0, Math.sqrt(n) * allowed)];
    },
  }),
  law(qr, 'C10', {
    hint: 'R depends on the order of the rows: it comes from an elimination',
    cases: (context) => beside(alone(qr, context, { domain: { a: 'fullRank' } }), { by: fc.nat(4) }),
    check: async (on, { a, by }, { u }) => {
      const [m = 1, n = 1] = a.shape;
      const least = singularValuesOf(block(exactMatrix(a), m, Math.min(m, n)), u).at(-1) ?? 0;
      const distance = 30 * Math.max(m, n) * 2 * u * Math.sqrt(n) * norm1(exactMatrix(a));
      // As for C5: R of the leading columns is that of a matrix this far away.
      const turned = (2 * 2 * Math.SQRT2 * distance) / least;
      fc.pre(turned < 0.5);
      const moved = build(a, a.shape, (i, j) => ((i + by) % 2 === 0 ? 1 : -1) * at(a, (i + by) % m, j));
      const [plain, other] = await Promise.all([on(qr, { a }), on(qr, { a: moved })]);
      const signs = [plain.r, other.r].map((r) => diagonalOf(r).map(Math.sign));
      const flip = (i: number) => ((signs[0]?.[i] ?? 1) === (signs[1]?.[i] ?? 1) ? 1 : -1);
      const expected = build(plain.r, plain.r.shape, (i, j) => flip(i) * at(plain.r, i, j));
      return [nearAll('r', other.r, expected.data, 2 * turned * frobeniusNormOf(exactMatrix(a)))];
    },
  }),
  stillHolds(qr, 'C8', ['C1', 'C2', 'C4'], {
    hint: 'columns are orthogonalised one against the other, or R comes from A^T A',
    cases: (context) => illConditioned(context, { tall: true }),
  }),
];
