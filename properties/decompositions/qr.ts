import fc from 'fast-check';
import { qr } from '../../spec/decompositions/qr.ts';
import { svd } from '../../spec/decompositions/svd.ts';
import { algebra } from '../../spec/exactMatrix.ts';
import { alone } from '../generators/alone.ts';
import { beside } from '../generators/beside.ts';
import { illConditioned } from '../generators/illConditioned.ts';
import { tensors } from '../generators/tensors.ts';
import { type Law, law } from '../law.ts';
import { ofResult } from '../observed.ts';
import { stillHolds } from '../stillHolds.ts';
import { identical, scaledBy } from '../verbs/compare.ts';
import { determinantBound } from '../verbs/determinantBound.ts';
import { determinantOf } from '../verbs/elimination.ts';
import { exactMatrix, frobeniusNormOf, judgedExactly, numberOf } from '../verbs/exactMatrices.ts';
import { near } from '../verbs/measured.ts';
import { nearAll } from '../verbs/nearAll.ts';
import { columnsTimesPowers, diagonalOf, leading } from '../verbs/parts.ts';
import { singularValuesOf } from '../verbs/spectrum.ts';
import { at, build } from '../verbs/tensors.ts';

const { block, norm1 } = algebra(0);

export const laws: readonly Law[] = [
  law(qr, 'C5', {
    hint: 'columns influence earlier ones: they are exchanged, or scaled together',
    cases: (context) => beside(alone(context, qr, { domain: { a: 'fullRank' } }), { count: fc.nat(4) }),
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
      beside(alone(context, svd), {
        exponents: fc.array(fc.integer({ min: -30, max: 30 }), { minLength: 5, maxLength: 5 }),
      }),
    check: async (on, { a, exponents }) => {
      const [plain, scaled] = await Promise.all([on(qr, { a }), on(qr, { a: columnsTimesPowers(a, exponents) })]);
      return [identical(scaled.q, plain.q, 'q'), scaledBy(scaled.r, columnsTimesPowers(plain.r, exponents), 0, 'r')];
    },
  }),
  ofResult(qr, 'C7', {
    cases: (context) => tensors(context, { a: 'n n' }, { entries: 'reals' }),
    of: ({ r }, { a }, _, { u }) =>
      judgedExactly({ r }, ({ r }) => {
        const [given, n] = [exactMatrix(a), a.shape[0] ?? 1];
        const determinant = Math.abs(numberOf(determinantOf(given)));
        const product = Math.abs(numberOf(determinantOf(r)));
        // QR = A + E of C1, and |det Q| is 1 within half of what C2 leaves to each column.
        const distance = 30 * n * 2 * u * Math.sqrt(n) * norm1(given);
        const allowed = determinantBound(singularValuesOf(given, u), distance) + n * 30 * n * 2 * u * determinant;
        return [near('product of the |r_ii|', product, determinant, allowed)];
      }),
  }),
  stillHolds(qr, 'C8', ['C1', 'C2', 'C4'], {
    hint: 'columns are orthogonalised one against the other, or R comes from A^T A',
    cases: (context) => illConditioned(context, { tall: true }),
  }),
];
