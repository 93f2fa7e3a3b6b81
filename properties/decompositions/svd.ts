import fc from 'fast-check';
import { eigh } from '../../spec/decompositions/eigh.ts';
import { svd } from '../../spec/decompositions/svd.ts';
import { algebra } from '../../spec/exactMatrix.ts';
import type { Tensor } from '../../spec/tensor.ts';
import { tensorOf } from '../../spec/tensor.ts';
import { thresholds } from '../../spec/thresholds.ts';
import { erratum } from '../erratum.ts';
import { operationCases } from '../generators/cases.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law, type Observation, type Subject } from '../law.ts';
import { identical, literal, worst } from '../verbs/compare.ts';
import { determinantBound } from '../verbs/determinantBound.ts';
import { determinantOf } from '../verbs/elimination.ts';
import { exactMatrix, frobeniusNormOf, numberOf } from '../verbs/exactMatrices.ts';
import { outputOf } from '../verbs/judge.ts';
import { atMost, near } from '../verbs/measured.ts';
import { refuted } from '../verbs/refuted.ts';
import { singularValuesOf, spectralNormOf } from '../verbs/spectrum.ts';
import { at, build, transposed } from '../verbs/tensors.ts';
import { perturbed } from './_internal/perturbed.ts';
import { singularValueError } from './_internal/singularValueError.ts';
import { svdGradient } from './_internal/svdGradient.ts';

const { minus } = algebra(0);

const matrices = (context: Context) =>
  operationCases(svd, context, { batch: false, most: 6 }).map(({ inputs }) => ({ a: outputOf(inputs, 'a') }));

const valuesOf = async (on: Subject, a: Tensor): Promise<number[]> => Array.from((await on(svd, { a })).s.data);

/** Each number against its counterpart. */
const pairwise = (
  what: string,
  received: readonly number[],
  expected: readonly number[],
  allowed: number,
): Observation =>
  worst(
    expected.map((want, i) => near(`${what}[${i}]`, received[i] ?? Number.NaN, want, allowed)),
    what,
  );

const largestOf = (values: readonly number[]): number => Math.max(0, ...values);

const listed = (values: readonly number[]): string => `[${values.map(literal).join(', ')}]`;

/** An observation of a value of one spectrum against that of another, with both of them. */
const beside = (spectra: { readonly limit: string; readonly value: string }, seen: Observation): Observation => ({
  ...seen,
  expected: `${seen.expected}, where ${spectra.limit}`,
  received: `${seen.received}, where ${spectra.value}`,
});

export const laws: readonly Law[] = [
  law(svd, 'C6', {
    hint: 'wide and tall matrices take different paths, and one is wrong',
    cases: matrices,
    check: async (on, { a }, { u }) => {
      const [plain, turned] = await Promise.all([valuesOf(on, a), valuesOf(on, transposed(a))]);
      return [pairwise('s(A^T)', turned, plain, 2 * singularValueError(a.shape, largestOf(plain), u))];
    },
  }),
  law(svd, 'C7', {
    hint: 'the squares of the singular values are computed: half the digits of the small ones are lost in A^T A',
    cases: matrices,
    check: async (on, { a }, { u }) => {
      const expected = singularValuesOf(exactMatrix(a), u);
      return [pairwise('s', await valuesOf(on, a), expected, singularValueError(a.shape, largestOf(expected), u))];
    },
  }),
  law(svd, 'C8', {
    cases: perturbed,
    check: async (on, { a, near: other }, { u }) => {
      const distance = spectralNormOf(minus(exactMatrix(other), exactMatrix(a)), u);
      const [one, two] = await Promise.all([valuesOf(on, a), valuesOf(on, other)]);
      const allowed = singularValueError(a.shape, largestOf(one) + largestOf(two), u);
      return one.map((value, i) =>
        atMost(`|s_${i}(A + E) - s_${i}(A)|`, Math.abs((two[i] ?? Number.NaN) - value), distance, allowed),
      );
    },
  }),
  law(svd, 'C9', {
    cases: perturbed,
    check: async (on, { a, near: other }, { u }) => {
      const distance = frobeniusNormOf(minus(exactMatrix(other), exactMatrix(a)));
      const [one, two] = await Promise.all([valuesOf(on, a), valuesOf(on, other)]);
      const moved = Math.hypot(...one.map((value, i) => (two[i] ?? Number.NaN) - value));
      // The errors of k values, as one vector.
      const allowed = Math.sqrt(one.length) * singularValueError(a.shape, largestOf(one) + largestOf(two), u);
      return [atMost('||s(A + E) - s(A)||', moved, distance, allowed)];
    },
  }),
  law(svd, 'C10', {
    cases: (context) =>
      fc.record({ base: matrices(context), column: fc.nat(5) }).map(({ base: { a }, column }) => ({ a, column })),
    check: async (on, { a, column }, { u }) => {
      const [m = 1, n = 1] = a.shape;
      fc.pre(n > 1);
      const gone = column % n;
      const rest = build(a, [m, n - 1], (i, j) => at(a, i, j < gone ? j : j + 1));
      const [whole, part] = await Promise.all([valuesOf(on, a), valuesOf(on, rest)]);
      const allowed = 2 * singularValueError(a.shape, largestOf(whole), u);
      const spectra = { limit: `s(A) = ${listed(whole)}`, value: `s(A without column ${gone}) = ${listed(part)}` };
      return part.flatMap((value, i) => [
        beside(spectra, atMost(`s_${i} without column ${gone}`, value, whole[i] ?? Number.NaN, allowed)),
        // A has no further singular value where it has fewer rows than columns.
        beside({ limit: spectra.value, value: spectra.limit }, atMost(`s_${i + 1}`, whole[i + 1] ?? 0, value, allowed)),
      ]);
    },
  }),
  law(svd, 'C11', {
    needs: [eigh],
    cases: (context) => tensors(context, { a: 'm n' }, { entries: 'reals', most: 4 }),
    check: async (on, { a }, { u }) => {
      const [m = 1, n = 1] = a.shape;
      const dilation = build(a, [m + n, m + n], (i, j) =>
        i < m && j >= m ? at(a, i, j - m) : i >= m && j < m ? at(a, j, i - m) : 0,
      );
      const [s, { w }] = await Promise.all([valuesOf(on, a), on(eigh, { a: dilation })]);
      const zeros = new Array<number>(Math.abs(m - n)).fill(0);
      const expected = [...s.map((value) => -value), ...zeros, ...s.toReversed()];
      // Two spectra, each to its own bound of its norm.
      const allowed = 2 * singularValueError([m + n], largestOf(s), u);
      return [pairwise('eigenvalues of [0 A; A^T 0]', Array.from(w.data), expected, allowed)];
    },
  }),
  law(svd, 'C12', {
    cases: (context) => tensors(context, { a: 'n n' }, { entries: 'reals' }),
    check: async (on, { a }, { u }) => {
      const given = exactMatrix(a);
      const exact = singularValuesOf(given, u);
      const { s } = await on(svd, { a });
      const product = Array.from(s.data).reduce((value, one) => value * one, 1);
      const determinant = Math.abs(numberOf(determinantOf(given)));
      const error = singularValueError(a.shape, largestOf(exact), u);
      return [near('product of the s_i', product, determinant, determinantBound(exact, error))];
    },
  }),
  svdGradient,
  erratum(svd, 'E68', {
    given: ({ dtype }) => ({
      row: tensorOf(dtype, [1, 3], [3, 0, 4]),
      zero: tensorOf(dtype, [2, 3], [0, 0, 0, 0, 0, 0]),
    }),
    check: async (on, { row, zero }, { u }) => {
      const [one, none] = await Promise.all([on(svd, { a: row }), on(svd, { a: zero })]);
      return [
        refuted('as many singular values as A^T A has eigenvalues', 3 - one.s.data.length, 2),
        refuted('as many singular values as the rank', none.s.data.length, 2),
        near('s of (3, 0, 4)', one.s.data[0] ?? Number.NaN, 5, thresholds.singular * 3 * 2 * u * 5),
        identical(none.s, tensorOf(row.dtype, [2], [0, 0]), 's of 0'),
      ];
    },
  }),
];
