import fc from 'fast-check';
import { qr } from '../../spec/decompositions/qr.ts';
import { svd } from '../../spec/decompositions/svd.ts';
import { algebra } from '../../spec/exactMatrix.ts';
import type { Tensor } from '../../spec/tensor.ts';
import { operationCases } from '../generators/cases.ts';
import { illConditioned } from '../generators/illConditioned.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law } from '../law.ts';
import { elementName, identical, scaledBy, worst } from '../verbs/compare.ts';
import { determinantBound } from '../verbs/determinantBound.ts';
import { determinantOf } from '../verbs/elimination.ts';
import { exactMatrix, frobeniusNormOf, judgedExactly, numberOf } from '../verbs/exactMatrices.ts';
import { outputOf, satisfies } from '../verbs/judge.ts';
import { near } from '../verbs/measured.ts';
import { singularValuesOf } from '../verbs/spectrum.ts';
import { at, build } from '../verbs/tensors.ts';

const { block, norm1 } = algebra(0);

/** Matrices of every class and shape: those of the singular value decomposition. */
const matrices = (context: Context) =>
  operationCases(svd, context, { batch: false }).map(({ inputs }) => ({ a: outputOf(inputs, 'a') }));

const leading = (matrix: Tensor, rows: number, columns: number): Tensor =>
  build(matrix, [rows, columns], (i, j) => at(matrix, i, j));

/** The signs of the diagonal of R: the freedom that the factors have. */
const signsOf = (r: Tensor): number[] => Array.from({ length: r.shape[0] ?? 0 }, (_, i) => Math.sign(at(r, i, i)));

export const laws: readonly Law[] = [
  law(qr, 'C5', {
    hint: 'columns influence earlier ones: they are exchanged, or scaled together',
    cases: (context) =>
      fc
        .record({
          base: operationCases(qr, context, { batch: false, domain: { a: 'fullRank' } }),
          count: fc.nat(4),
        })
        .map(({ base, count }) => ({ ...base, count })),
    check: async (on, { inputs, count }, { u }) => {
      const a = outputOf(inputs, 'a');
      const [m = 1, n = 1] = a.shape;
      const k = 1 + (count % Math.min(m, n));
      const given = exactMatrix(a);
      const part = block(given, m, k);
      const least = singularValuesOf(part, u)[k - 1] ?? 0;
      // Each factorisation is exact for a matrix this far away in the Frobenius norm (C1): sqrt(n) times its 1-norm.
      const distance = 30 * Math.max(m, n) * 2 * u * Math.sqrt(n) * norm1(given);
      // Factors move by sqrt(2) distance / s_k to first order (Higham 2002, section 19.9); twice that covers the rest.
      const turned = (2 * 2 * Math.SQRT2 * distance) / least;
      fc.pre(turned < 0.5);
      const [whole, nested] = await Promise.all([on(qr, { a }), on(qr, { a: leading(a, m, k) })]);
      const [signs, other] = [signsOf(whole.r), signsOf(nested.r)];
      const flip = (i: number) => ((signs[i] ?? 1) === (other[i] ?? 1) ? 1 : -1);
      const worstOf = (what: string, received: Tensor, expected: Tensor, allowed: number) =>
        worst(
          Array.from(expected.data, (want, position) =>
            near(elementName(what, expected.shape, position), received.data[position] ?? Number.NaN, want, allowed),
          ),
          what,
        );
      return [
        worstOf(
          'q',
          leading(whole.q, m, k),
          build(a, [m, k], (i, j) => flip(j) * at(nested.q, i, j)),
          turned,
        ),
        worstOf(
          'r',
          leading(whole.r, k, k),
          build(a, [k, k], (i, j) => flip(i) * at(nested.r, i, j)),
          turned * frobeniusNormOf(part),
        ),
      ];
    },
  }),
  law(qr, 'C6', {
    repeats: true,
    hint: 'a threshold is absolute, or columns are compared with each other',
    cases: (context) =>
      fc
        .record({
          base: matrices(context),
          exponents: fc.array(fc.integer({ min: -30, max: 30 }), { minLength: 5, maxLength: 5 }),
        })
        .map(({ base, exponents }) => ({ ...base, exponents })),
    check: async (on, { a, exponents }) => {
      const scaledColumns = (matrix: Tensor) =>
        build(matrix, matrix.shape, (i, j) => at(matrix, i, j) * 2 ** (exponents[j] ?? 0));
      const [plain, scaled] = await Promise.all([on(qr, { a }), on(qr, { a: scaledColumns(a) })]);
      return [identical(scaled.q, plain.q, 'q'), scaledBy(scaled.r, scaledColumns(plain.r), 0, 'r')];
    },
  }),
  law(qr, 'C7', {
    cases: (context) => tensors(context, { a: 'n n' }, { entries: 'reals' }),
    check: async (on, { a }, { u }) => {
      const n = a.shape[0] ?? 1;
      const given = exactMatrix(a);
      const { r } = await on(qr, { a });
      return judgedExactly({ r }, ({ r }) => {
        const determinant = Math.abs(numberOf(determinantOf(given)));
        const product = Math.abs(numberOf(determinantOf(r)));
        // QR = A + E of C1, and |det Q| is 1 within half of what C2 leaves to each column.
        const distance = 30 * n * 2 * u * Math.sqrt(n) * norm1(given);
        const allowed = determinantBound(singularValuesOf(given, u), distance) + n * 30 * n * 2 * u * determinant;
        return [near('product of the |r_ii|', product, determinant, allowed)];
      });
    },
  }),
  law(qr, 'C8', {
    hint: 'columns are orthogonalised one against the other, or R comes from A^T A',
    cases: (context) => illConditioned(context, { tall: true }),
    check: async (on, { a }, context) => {
      const factors = await on(qr, { a });
      return (['C1', 'C2', 'C4'] as const).map((clause) => satisfies(qr, clause, { a }, {}, factors, context));
    },
  }),
];
