import { det } from '../../spec/decompositions/det.ts';
import { algebra, type ExactMatrix } from '../../spec/exactMatrix.ts';
import { tensorOf } from '../../spec/tensor.ts';
import { illConditioned } from '../generators/illConditioned.ts';
import { monomialMatrices } from '../generators/permutations.ts';
import { tensors } from '../generators/tensors.ts';
import { type Law, law } from '../law.ts';
import { determinantBound } from '../verbs/determinantBound.ts';
import { exactMatrix, frobeniusNormOf, judgedExactly, numberOf, roundedTo } from '../verbs/exactMatrices.ts';
import { satisfies } from '../verbs/judge.ts';
import { near } from '../verbs/measured.ts';
import { emptyTensors, ofNothing } from '../verbs/ofNothing.ts';
import { singularValuesOf } from '../verbs/spectrum.ts';
import { detGradient } from './_internal/pullbackEquations.ts';
import { zeroLineMatrices } from './_internal/singular.ts';

const { minus, times } = algebra(0);

/** What C1 allows the determinant of a to be off. */
const allowed = (a: ExactMatrix, u: number): number =>
  determinantBound(singularValuesOf(a, u), 30 * a.rows * u * frobeniusNormOf(a));

export const laws: readonly Law[] = [
  law(det, 'C2', {
    hint: 'the sign of the permutation is lost, or of only one exchange',
    cases: ({ dtype }) =>
      monomialMatrices(8).map(({ n, order, entries }) => ({ a: tensorOf(dtype, [n, n], entries), order })),
    check: async (on, { a, order }, { u }) => {
      const n = order.length;
      const inversions = order.flatMap((to, i) => order.slice(i + 1).filter((later) => later < to)).length;
      // Powers of two: exact.
      const product = order.reduce((value, j, i) => value * (a.data[i * n + j] ?? 0), inversions % 2 === 0 ? 1 : -1);
      const { d } = await on(det, { a });
      return [near('d', d.data[0] ?? Number.NaN, product, 30 * n * u * Math.abs(product))];
    },
  }),
  law(det, 'C3', {
    hint: 'a zero pivot is replaced by something small, or makes 0 / 0',
    hintOfLoss: true,
    cases: zeroLineMatrices,
    check: async (on, { a }, { u }) => {
      const { d } = await on(det, { a });
      return [near('d', d.data[0] ?? Number.NaN, 0, allowed(exactMatrix(a), u))];
    },
  }),
  law(det, 'C4', {
    cases: (context) => tensors(context, { a: 'n n', b: 'n n' }, { most: 4 }),
    check: async (on, { a, b }, { dtype, u }) => {
      const [left, right] = [exactMatrix(a), exactMatrix(b)];
      const product = times(left, right);
      const [one, other, both] = await Promise.all([
        on(det, { a }),
        on(det, { a: b }),
        on(det, { a: roundedTo(dtype, product) }),
      ]);
      return judgedExactly({ one: one.d, other: other.d, both: both.d }, ({ one, other, both }) => {
        const [first, second] = [allowed(left, u), allowed(right, u)];
        const spread = Math.abs(numberOf(one)) * second + Math.abs(numberOf(other)) * first + first * second;
        const error = numberOf(minus(both, times(one, other)));
        return [near('det(AB) - det(A) det(B)', error, 0, allowed(product, u) + spread)];
      });
    },
  }),
  law(det, 'C5', {
    hint: 'the product of no pivots is taken for 0',
    share: 0.25,
    cases: (context) => emptyTensors(context, [[0, 0]]),
    check: async (on, given, context) => [
      await ofNothing(async () => (await on(det, { a: given.a })).d, 1, given, context, 'd'),
    ],
  }),
  law(det, 'C6', {
    hint: 'a small pivot counts as zero, rows are not exchanged, or the root of det(A^T A) is taken',
    hintOfLoss: true,
    cases: (context) => illConditioned(context),
    check: async (on, { a }, context) => [satisfies(det, 'C1', { a }, {}, await on(det, { a }), context)],
  }),
  detGradient,
];
