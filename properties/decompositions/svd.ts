import fc from 'fast-check';
import { eigh } from '../../spec/decompositions/eigh.ts';
import { svd } from '../../spec/decompositions/svd.ts';
import { algebra } from '../../spec/exactMatrix.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { thresholds } from '../../spec/thresholds.ts';
import { erratum } from '../erratum.ts';
import { beside } from '../generators/beside.ts';
import { alone } from '../generators/calls.ts';
import { knownSingularValues } from '../generators/knownSpectrum.ts';
import { tensors } from '../generators/tensors.ts';
import { type Law, law, type Observation } from '../law.ts';
import { ofMatrices } from '../ofMatrices.ts';
import { inBases, singularValuesIn } from '../verbs/bases.ts';
import { identical, literal } from '../verbs/compare.ts';
import { determinantBound } from '../verbs/determinantBound.ts';
import { determinantOf } from '../verbs/elimination.ts';
import { columnsOf, exactMatrix, frobeniusNormOf, judgedExactly, numberOf, roundedTo } from '../verbs/exactMatrices.ts';
import { atMost, near } from '../verbs/measured.ts';
import { nearAll } from '../verbs/nearAll.ts';
import { nearNormwise } from '../verbs/nearNormwise.ts';
import { refuted } from '../verbs/refuted.ts';
import { singularValuesOf } from '../verbs/spectrum.ts';
import { at, build, transposed } from '../verbs/tensors.ts';
import { moved, weyl } from './_internal/perturbed.ts';
import { provedSvd } from './_internal/provedSpectra.ts';
import { singularValueError } from './_internal/singularValueError.ts';
import { svdGradient } from './_internal/svdGradient.ts';

const { minus } = algebra(0);

const singularValues = ofMatrices(svd, ({ s }) => s);

/** How far each of the singular values that are given may be off. */
const errorOf = (a: Tensor, { data }: Pick<Tensor, 'data'>, u: number): number =>
  singularValueError(a.shape, Math.max(0, ...data), u);

const listed = ({ data }: Tensor): string => `[${Array.from(data, literal).join(', ')}]`;

/** An observation of a value of one spectrum against that of another, with both of them. */
const beyond = (limit: string, value: string, seen: Observation): Observation => ({
  ...seen,
  expected: `${seen.expected}, where ${limit}`,
  received: `${seen.received}, where ${value}`,
});

export const laws: readonly Law[] = [
  singularValues('C6', {
    hint: 'wide and tall matrices take different paths, and one is wrong',
    cases: (context) => alone(svd, context, { most: 6 }),
    of: ({ a }) => [a, transposed(a)],
    see: ([plain, turned], { a }, { u }) => [nearAll('s(A^T)', turned, plain.data, 2 * errorOf(a, plain, u))],
  }),
  singularValues('C7', {
    hint: 'the squares of the singular values are computed: half the digits of the small ones are lost in A^T A',
    cases: (context) => alone(svd, context, { most: 6 }),
    of: ({ a }) => [a],
    see: ([s], { a }, { u }) => {
      const expected = singularValuesOf(exactMatrix(a), u);
      return [nearAll('s', s, expected, singularValueError(a.shape, expected[0] ?? 0, u))];
    },
  }),
  singularValues('C8', weyl(svd, 's', errorOf)),
  singularValues(
    'C9',
    moved(svd, ([one, two], { a, near }, { u }) => {
      const distance = frobeniusNormOf(minus(exactMatrix(near), exactMatrix(a)));
      const change = Math.hypot(...Array.from(one.data, (value, i) => at(two, i) - value));
      // The errors of k values, as one vector.
      const allowed = Math.sqrt(one.data.length) * (errorOf(a, one, u) + errorOf(near, two, u));
      return [atMost('||s(A + E) - s(A)||', change, distance, allowed)];
    }),
  ),
  singularValues('C10', {
    cases: (context) => beside(alone(svd, context, { most: 6 }), { column: fc.nat(5) }),
    of: ({ a, column }) => {
      const [m = 1, n = 1] = a.shape;
      fc.pre(n > 1);
      return [a, build(a, [m, n - 1], (i, j) => at(a, i, j < column % n ? j : j + 1))];
    },
    see: ([whole, part], { a, column }, { u }) => {
      const gone = column % (a.shape[1] ?? 1);
      const allowed = 2 * errorOf(a, whole, u);
      const [all, some] = [`s(A) = ${listed(whole)}`, `s(A without column ${gone}) = ${listed(part)}`];
      return Array.from(part.data).flatMap((value, i) => [
        beyond(all, some, atMost(`s_${i} without column ${gone}`, value, at(whole, i), allowed)),
        // A has no further singular value where it has fewer rows than columns.
        beyond(some, all, atMost(`s_${i + 1}`, whole.data[i + 1] ?? 0, value, allowed)),
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
      const [{ s }, { w }] = await Promise.all([on(svd, { a }), on(eigh, { a: dilation })]);
      const zeros = new Array<number>(Math.abs(m - n)).fill(0);
      const expected = [...Array.from(s.data, (value) => -value), ...zeros, ...s.data.toReversed()];
      // Two spectra, each to its own bound of its norm.
      return [nearAll('eigenvalues of [0 A; A^T 0]', w, expected, 2 * errorOf(dilation, s, u))];
    },
  }),
  singularValues('C12', {
    cases: (context) => tensors(context, { a: 'n n' }, { entries: 'reals' }),
    of: ({ a }) => [a],
    see: ([s], { a }, { u }) => {
      const given = exactMatrix(a);
      const exact = singularValuesOf(given, u);
      const product = Array.from(s.data).reduce((value, one) => value * one, 1);
      const determinant = Math.abs(numberOf(determinantOf(given)));
      const error = singularValueError(a.shape, exact[0] ?? 0, u);
      return [near('product of the s_i', product, determinant, determinantBound(exact, error))];
    },
  }),
  law(svd, 'C13', {
    hint: 'vectors are not those of their values, or those of U and V are of different triplets',
    cases: (context) => beside(knownSingularValues(context), { count: fc.nat(3) }),
    check: async (on, { count, ...known }, { u }) => {
      const { a } = known;
      const s = singularValuesIn(known);
      const k = 1 + (count % s.length);
      const gap = (s[k - 1] ?? 0) - (s[k] ?? 0);
      const found = await on(svd, { a });
      return judgedExactly({ u: found.u, v: found.v }, (exact) => {
        const first = Array.from({ length: k }, (_, j) => j);
        const triplets = algebra(0).times(columnsOf(exact.u, first), algebra(0).transpose(columnsOf(exact.v, first)));
        const zero = build(a, a.shape, () => 0);
        const expected = inBases(known, zero, () => (i, j) => (i === j && i < k ? 1 : 0));
        const error = Math.sqrt(s.length) * singularValueError(a.shape, s[0] ?? 0, u);
        return nearNormwise(
          'U V^T',
          roundedTo('float64', triplets),
          exactMatrix(expected),
          (4 * error) / gap + k * singularValueError(a.shape, 1, u),
        );
      });
    },
  }),
  law(svd, 'C14', {
    hint: 'large matrices take another way: halves are joined wrongly, A^T A is formed, or an iteration ends early',
    ...provedSvd,
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
        near('s of (3, 0, 4)', at(one.s, 0), 5, thresholds.singular * 3 * 2 * u * 5),
        identical(none.s, tensorOf(row.dtype, [2], [0, 0]), 's of 0'),
      ];
    },
  }),
];
