import { det } from '../../spec/decompositions/det.ts';
import { algebra } from '../../spec/exactMatrix.ts';
import { tensorOf } from '../../spec/tensor.ts';
import { illConditioned } from '../generators/illConditioned.ts';
import { monomialMatrices } from '../generators/permutations.ts';
import { tensors } from '../generators/tensors.ts';
import type { Law } from '../law.ts';
import { ofEmptyMatrix } from '../ofEmptyMatrix.ts';
import { ofMatrices } from '../ofMatrices.ts';
import { stillHolds } from '../stillHolds.ts';
import { determinantError } from '../verbs/determinantBound.ts';
import { judgedExactly, numberOf } from '../verbs/exactMatrices.ts';
import { near } from '../verbs/measured.ts';
import { only, product } from '../verbs/tensors.ts';
import { detGradient } from './_internal/pullbackEquations.ts';
import { zeroLineMatrices } from './_internal/singular.ts';

const { minus, times } = algebra(0);

const determinants = ofMatrices(det, ({ d }) => d);

export const laws: readonly Law[] = [
  determinants('C2', {
    hint: 'the sign of the permutation is lost, or of only one exchange',
    cases: ({ dtype }) =>
      monomialMatrices(8).map(({ n, order, entries }) => ({ a: tensorOf(dtype, [n, n], entries), order })),
    of: ({ a }) => [a],
    see: ([d], { a, order }, { u }) => {
      const n = order.length;
      const inversions = order.flatMap((to, i) => order.slice(i + 1).filter((later) => later < to)).length;
      // Powers of two: exact.
      const product = order.reduce((value, j, i) => value * (a.data[i * n + j] ?? 0), inversions % 2 === 0 ? 1 : -1);
      return [near('d', only(d), product, 30 * n * u * Math.abs(product))];
    },
  }),
  determinants('C3', {
    hint: 'a zero pivot is replaced by something small, or makes 0 / 0',
    hintOfLoss: true,
    cases: zeroLineMatrices,
    of: ({ a }) => [a],
    see: ([d], { a }, { u }) => [near('d', only(d), 0, determinantError(a, u))],
  }),
  determinants('C4', {
    cases: (context) => tensors(context, { a: 'n n', b: 'n n' }, { most: 4 }),
    of: ({ a, b }) => [a, b, product(a, b)],
    see: ([one, other, both], { a, b }, { u }) =>
      judgedExactly({ one, other, both }, ({ one, other, both }) => {
        const [first, second] = [determinantError(a, u), determinantError(b, u)];
        const own = determinantError(product(a, b), u);
        const spread = Math.abs(numberOf(one)) * second + Math.abs(numberOf(other)) * first + first * second;
        return [near('det(AB) - det(A) det(B)', numberOf(minus(both, times(one, other))), 0, own + spread)];
      }),
  }),
  ofEmptyMatrix(det, 'C5', {
    output: 'd',
    hint: 'the product of no pivots is taken for 0',
    share: 0.25,
    shapes: [[0, 0]],
    value: 1,
  }),
  stillHolds(det, 'C6', ['C1'], {
    hint: 'a small pivot counts as zero, rows are not exchanged, or the root of det(A^T A) is taken',
    hintOfLoss: true,
    cases: (context) => illConditioned(context),
  }),
  detGradient,
];
