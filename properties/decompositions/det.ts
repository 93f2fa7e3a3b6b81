import fc from 'fast-check';
import { det } from '../../spec/decompositions/det.ts';
import { algebra } from '../../spec/exactMatrix.ts';
import { tensorOf } from '../../spec/tensor.ts';
import { beside } from '../generators/beside.ts';
import { dealt } from '../generators/dealt.ts';
import { illConditioned } from '../generators/illConditioned.ts';
import { monomialMatrices } from '../generators/permutations.ts';
import { tensors } from '../generators/tensors.ts';
import type { Law } from '../law.ts';
import { ofEmptyMatrix } from '../ofEmptyMatrix.ts';
import { ofMatrices } from '../ofMatrices.ts';
import { stillHolds } from '../stillHolds.ts';
import { determinantError } from '../verbs/determinantBound.ts';
import { exactMatrix, numberOf } from '../verbs/exactMatrices.ts';
import { near } from '../verbs/measured.ts';
import { at, build, only, product, transposed } from '../verbs/tensors.ts';
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
    see: ([one, other, both], { a, b }, { u }) => {
      const [first, second, own] = [determinantError(a, u), determinantError(b, u), determinantError(product(a, b), u)];
      const spread = Math.abs(only(one)) * second + Math.abs(only(other)) * first + first * second;
      const error = minus(exactMatrix(both), times(exactMatrix(one), exactMatrix(other)));
      return [near('det(AB) - det(A) det(B)', numberOf(error), 0, own + spread)];
    },
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
  determinants('C7', {
    hint: 'the sign of the permutation is lost, or that of the columns is counted for that of the rows',
    cases: (context) => beside(tensors(context, { a: 'n n' }, { least: 2 }), { row: fc.nat(4) }),
    of: ({ a, row }) => {
      const n = a.shape[0] ?? 1;
      const [one, other] = [row % n, (row + 1) % n];
      return [a, transposed(a), build(a, a.shape, (i, j) => at(a, i === one ? other : i === other ? one : i, j))];
    },
    see: ([plain, turned, exchanged], { a }, { u }) => {
      const error = 2 * determinantError(a, u);
      return [
        near('det(A^T)', only(turned), only(plain), error),
        near('det of A with two rows exchanged', only(exchanged), -only(plain), error),
      ];
    },
  }),
  determinants('C8', {
    cases: (context) => beside(tensors(context, { a: 'n n', row: 'n' }, { most: 4 }), { at: fc.nat(4) }),
    of: ({ a, row, at: place }) => {
      const n = a.shape[0] ?? 1;
      const withRow = (entry: (j: number) => number) =>
        build(a, a.shape, (i, j) => (i === place % n ? entry(j) : at(a, i, j)));
      return [a, withRow((j) => at(row, j)), withRow((j) => at(row, j) + at(a, place % n, j))];
    },
    see: ([one, other, both], { a, row, at: place }, { u }) => {
      const n = a.shape[0] ?? 1;
      const matrices = [0, 1, 2].map((which) =>
        build(a, a.shape, (i, j) =>
          i !== place % n ? at(a, i, j) : (which === 1 ? 0 : at(a, i, j)) + (which === 0 ? 0 : at(row, j)),
        ),
      );
      const allowed = matrices.reduce((sum, one) => sum + determinantError(one, u), 0);
      return [near('the sum of both', only(both), only(one) + only(other), allowed)];
    },
  }),
  determinants('C9', {
    cases: (context) =>
      beside(tensors(context, { drawn: 'n n' }), { lower: dealt([false, true]) }).map(({ drawn, lower }) => ({
        a: build(drawn, drawn.shape, (i, j) => (i === j || lower === i > j ? at(drawn, i, j) : 0)),
      })),
    of: ({ a }) => [a],
    see: ([d], { a }, { u }) => {
      const diagonal = Array.from({ length: a.shape[0] ?? 0 }, (_, i) => at(a, i, i));
      return [
        near(
          'd',
          only(d),
          diagonal.reduce((product, one) => product * one, 1),
          determinantError(a, u),
        ),
      ];
    },
  }),
  detGradient,
];
