import fc from 'fast-check';
import { algebra, type ExactMatrix } from '../../../spec/exactMatrix.ts';
import { lowRankTruncate } from '../../../spec/multilinear/lowRankTruncate.ts';
import { type Tensor, tensorOf } from '../../../spec/tensor.ts';
import { thresholds } from '../../../spec/thresholds.ts';
import { beside } from '../../generators/beside.ts';
import { knownSingularValues } from '../../generators/knownSpectrum.ts';
import { permutationFrom } from '../../generators/permutations.ts';
import { type Context, type Law, law } from '../../law.ts';
import { ofResult } from '../../observed.ts';
import { singularValuesIn } from '../../verbs/bases.ts';
import { columnsOf, exactMatrix, frobeniusNormOf, judgedExactly } from '../../verbs/exactMatrices.ts';
import { near } from '../../verbs/measured.ts';
import { nearNormwise } from '../../verbs/nearNormwise.ts';
import { singularValuesOf, spectralNormOf } from '../../verbs/spectrum.ts';
import { at, build } from '../../verbs/tensors.ts';

const { minus, times, transpose } = algebra(0);

/** Matrices of known, distinct singular values, with a rank that they can be truncated to, and another. */
const known = (context: Context) =>
  beside(knownSingularValues(context), { choice: fc.nat(16), other: fc.nat(16) }).map(
    ({ choice, other, ...given }) => ({
      ...given,
      rank: choice % (given.values.length + 1),
      second: other % (given.values.length + 1),
    }),
  );

/** 35 max(m, n) eps ||A||_F. */
const errorOf = (a: Tensor, u: number): number =>
  thresholds.singular * Math.max(1, ...a.shape) * 2 * u * frobeniusNormOf(exactMatrix(a));

/** What a truncation may be off by: to first order it moves by s_k / (s_k - s_(k+1)) of what the matrix does; twice that covers the rest. */
function turningError(a: Tensor, values: readonly number[], rank: number, u: number): number {
  const [kept, cut] = [values[rank - 1] ?? 0, values[rank] ?? 0];
  return rank === 0 ? 0 : (2 * errorOf(a, u) * kept) / (kept - cut);
}

/** A number times a matrix, exactly. */
const scaledBy = (factor: number, a: ExactMatrix): ExactMatrix => {
  const diagonal = Array.from({ length: a.rows ** 2 }, (_, k) => (k % (a.rows + 1) === 0 ? factor : 0));
  return times(exactMatrix(tensorOf('float64', [a.rows, a.rows], diagonal)), a);
};

/** A permutation with signs. */
const signed = (like: Tensor, n: number, choices: readonly number[]): Tensor => {
  const order = permutationFrom(n, choices);
  return build(like, [n, n], (i, j) => (order[i] !== j ? 0 : (choices[i] ?? 0) % 2 === 0 ? 1 : -1));
};

/** Laws of the truncation that relate it to its norms, to other truncations and to projections. */
export const lowRankTruncateRelations: readonly Law[] = [
  ofResult(lowRankTruncate, 'C10', {
    share: 0.5,
    cases: known,
    of: ({ x }, { rank, second: _second, ...given }, _, { u }) =>
      judgedExactly({ x }, ({ x: received }) => {
        const values = singularValuesOf(minus(exactMatrix(given.a), received), u);
        const nuclear = values.reduce((sum, value) => sum + value, 0);
        const rest = singularValuesIn(given)
          .slice(rank)
          .reduce((sum, value) => sum + value, 0);
        return [near('||A - X||_*', nuclear, rest, Math.min(...given.a.shape) * errorOf(given.a, u))];
      }),
  }),
  ofResult(lowRankTruncate, 'C11', {
    hint: 'the kept values are changed, as by a threshold',
    share: 0.5,
    cases: known,
    of: ({ x }, { a }, _, { u }) =>
      judgedExactly({ x }, ({ x: received }) => {
        const [whole, kept, rest] = [exactMatrix(a), received, minus(exactMatrix(a), received)].map(
          (matrix) => frobeniusNormOf(matrix) ** 2,
        );
        const parts = (kept ?? Number.NaN) + (rest ?? Number.NaN);
        return [near('||X||_F^2 + ||A - X||_F^2', parts, whole ?? 0, 2 * errorOf(a, u) * Math.sqrt(whole ?? 0))];
      }),
  }),
  law(lowRankTruncate, 'C12', {
    cases: (context) =>
      known(context).map(({ rank, second, ...given }) => {
        // A longer one that cuts something, and a shorter one.
        const longer = rank % Math.max(given.values.length, 1);
        return { ...given, longer, shorter: longer === 0 ? 0 : 1 + (second % longer) };
      }),
    check: async (on, { longer, shorter, ...given }, { u }) => {
      const { x: first } = await on(lowRankTruncate, { a: given.a }, { rank: longer });
      const [{ x: twice }, { x: once }] = await Promise.all([
        on(lowRankTruncate, { a: first }, { rank: shorter }),
        on(lowRankTruncate, { a: given.a }, { rank: shorter }),
      ]);
      const values = singularValuesIn(given);
      const allowed = turningError(given.a, values, longer, u) + 2 * turningError(given.a, values, shorter, u);
      return judgedExactly({ once }, ({ once: expected }) => nearNormwise('(A_k)_j', twice, expected, allowed));
    },
  }),
  law(lowRankTruncate, 'C13', {
    share: 0.5,
    cases: (context) =>
      beside(known(context), {
        rows: fc.array(fc.nat(119), { minLength: 5, maxLength: 5 }),
        columns: fc.array(fc.nat(119), { minLength: 5, maxLength: 5 }),
      }),
    check: async (on, { rank, rows, columns, ...given }, { u }) => {
      const { a } = given;
      const [m = 1, n = 1] = a.shape;
      const [q, z] = [exactMatrix(signed(a, m, rows)), exactMatrix(signed(a, n, columns))];
      const product = times(q, exactMatrix(a), z);
      const turned = build(a, a.shape, (i, j) => algebra(0).at(product, i, j));
      const [{ x }, { x: other }] = await Promise.all([
        on(lowRankTruncate, { a }, { rank }),
        on(lowRankTruncate, { a: turned }, { rank }),
      ]);
      const allowed = 2 * turningError(a, singularValuesIn(given), rank, u);
      return judgedExactly({ x }, ({ x: received }) =>
        nearNormwise('(Q A Z)_k', other, times(q, received, z), allowed),
      );
    },
  }),
  ofResult(lowRankTruncate, 'C14', {
    share: 0.5,
    cases: known,
    of: ({ x }, { rank, second: _second, ...given }, _, { u }) => {
      const a = exactMatrix(given.a);
      const kept = Array.from({ length: rank }, (_, k) => k);
      const onto = (basis: Tensor) => {
        const some = columnsOf(exactMatrix(basis), kept);
        return times(some, transpose(some));
      };
      // The columns have one length: a projection times its square.
      const square = ({ shape: [n = 0] }: { readonly shape: readonly number[] }, basis: Tensor) =>
        Array.from({ length: n }, (_, i) => at(basis, i, 0) ** 2).reduce((sum, one) => sum + one, 0);
      const allowed = turningError(given.a, singularValuesIn(given), rank, u);
      return judgedExactly({ x }, ({ x: received }) => {
        const [p, q] = [square(given.left, given.left), square(given.right, given.right)];
        const [above, beyond] = [
          minus(scaledBy(p, received), times(onto(given.left), a)),
          minus(scaledBy(q, received), times(a, onto(given.right))),
        ];
        return [
          near('||X - U_k U_k^T A||_F', frobeniusNormOf(above) / p, 0, allowed),
          near('||X - A V_k V_k^T||_F', frobeniusNormOf(beyond) / q, 0, allowed),
        ];
      });
    },
  }),
  ofResult(lowRankTruncate, 'C15', {
    share: 0.5,
    cases: known,
    of: ({ x }, { rank, second: _second, ...given }, _, { u }) =>
      judgedExactly({ x }, ({ x: received }) => {
        const values = singularValuesIn(given);
        const [first, next] = [values[0] ?? 0, values[rank] ?? 0];
        const factor = rank === 0 ? 1 : 1 - next / (2 * first);
        const distance = spectralNormOf(minus(exactMatrix(given.a), scaledBy(factor, received)), u);
        return [near('||A - c X||_2', distance, next, errorOf(given.a, u))];
      }),
  }),
];
