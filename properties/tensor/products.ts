import fc from 'fast-check';
import { cumprod, prod } from '../../spec/tensor/products.ts';
import type { Tensor } from '../../spec/tensor.ts';
import type { Later } from '../called.ts';
import { beside } from '../generators/beside.ts';
import { dealt } from '../generators/dealt.ts';
import { permutationFrom } from '../generators/permutations.ts';
import { type Context, type Law, law } from '../law.ts';
import { equal, metamorphic } from '../metamorphic.ts';
import { ofGradient } from '../observed.ts';
import { identical } from '../verbs/compare.ts';
import { ofNothing } from '../verbs/ofNothing.ts';
import { filled, map, vector, zipped } from '../verbs/tensors.ts';
import {
  alongShortAndLong,
  countedFromTheEnd,
  fromNeighbours,
  refusesOtherAxes,
  sliceAt,
} from './_internal/alongAxis.ts';
import { keepsElements, refusesRepeatedAxes, tensorAndAxes } from './_internal/reductions.ts';
import { choices, filledFrom, permutedCopy, tensorOfAnyRank } from './_internal/shaped.ts';

/** Powers of two of either sign, large and small by turns: no product of them rounds, however many they are. */
const powers = (x: Tensor): Tensor =>
  map(x, (value, at) => (value < 0 ? -1 : 1) * 2 ** ((at % 2 === 0 ? 1 : -1) * Math.abs(Math.trunc(value) % 2)));

/** A few integers, one or two of them 0, or none. */
const withZeros = ({ dtype }: Context) =>
  fc
    .record({
      entries: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 2, maxLength: 5 }),
      zeros: dealt([1, 2, 0]),
      drawn: fc.nat(4),
    })
    .map(({ entries, zeros, drawn }) => {
      const n = entries.length;
      const isZero = (at: number) => (zeros > 0 && at === drawn % n) || (zeros > 1 && at === (drawn + 1) % n);
      return {
        x: vector(
          { dtype },
          entries.map((value, at) => (isZero(at) ? 0 : at % 2 === 0 ? value : -value)),
        ),
      };
    });

/** The product of the numbers but one. */
const without = (values: readonly number[], at: number): number =>
  values.reduce((product, value, other) => (other === at ? product : product * value), 1);

export const laws: readonly Law[] = [
  equal(prod, 'C1', {
    cases: (context) =>
      beside(tensorAndAxes(context, 'integers'), { order: choices }).map(({ x, axes, order }) => ({
        x: powers(x),
        axes,
        order: permutationFrom(axes.length, order),
      })),
    sides: (f, { x, axes, order }) => {
      const over = (rest: Later<Tensor>, at: number) => f({ x: rest, axes: [axes[at] ?? 0], keepdims: true });
      return {
        'over one axis after another': [order.reduce(over, x as Later<Tensor>), f({ x, axes, keepdims: true })],
      };
    },
  }),
  law(prod, 'C2', {
    share: 0.5,
    cases: () => fc.record({ rows: fc.nat(3), isWhole: dealt([false, true]) }),
    check: async (on, { rows, isWhole }, context) => {
      const x = filledFrom(context, [rows, 0], [], 1);
      const call = async () => (await on(prod, { x }, { axes: isWhole ? null : [1] })).y;
      return [await ofNothing(call, 1, { a: x, batch: isWhole ? [] : [rows] }, context, 'product of nothing')];
    },
  }),
  metamorphic(prod, 'C3', {
    cases: (context) => fc.record({ x: tensorOfAnyRank(context).map(powers), order: choices }),
    to: ({ x, order }) => ({ x: permutedCopy(x, permutationFrom(x.shape.length, order)) }),
    what: 'over the permuted tensor',
  }),
  ofGradient(prod, 'C4', {
    bits: 11,
    hint: 'the product is divided by the element, and 0 / 0 is NaN',
    hintOfLoss: true,
    cases: withZeros,
    cotangents: ({ x }) => ({ y: filled(x, [], 2) }),
    of: ({ x: gradient }, { x }) => [
      identical(
        gradient,
        map(x, (_, at) => 2 * without(Array.from(x.data), at)),
        'gradient',
      ),
    ],
  }),
  keepsElements(prod, 'C5'),
  refusesRepeatedAxes(prod),
  equal(cumprod, 'C1', {
    needs: [prod],
    cases: (context) => alongShortAndLong(context).map(({ x, axis }) => ({ x: powers(x), axis })),
    sides: (f, { x, axis }, product) => ({
      'last element': [
        f({ x, axis }).then((running) => sliceAt(running, axis, (x.shape[axis] ?? 1) - 1)),
        product({ x, axes: [axis] }),
      ],
    }),
  }),
  equal(cumprod, 'C2', {
    cases: (context) => alongShortAndLong(context).map(({ x, axis }) => ({ x: powers(x), axis })),
    sides: async (f, { x, axis }) => ({
      'quotients of neighbours': [
        fromNeighbours(await f({ x, axis }), axis, (value, before) => value / (before || 1)),
        x,
      ],
    }),
  }),
  ofGradient(cumprod, 'C3', {
    bits: 11,
    hint: 'the sum of what is behind is divided by the element, and 0 / 0 is NaN',
    hintOfLoss: true,
    cases: (context) => withZeros(context).map(({ x }) => ({ x, axis: 0 })),
    cotangents: ({ x }) => ({ y: map(x, (_, at) => at + 1) }),
    of: ({ x: gradient }, { x }) => {
      const values = Array.from(x.data);
      const slope = (k: number) =>
        values.reduce((sum, _, i) => (i < k ? sum : sum + (i + 1) * without(values.slice(0, i + 1), k)), 0);
      return [
        identical(
          gradient,
          zipped(x, x, (_value, _same, at) => slope(at)),
          'gradient',
        ),
      ];
    },
  }),
  countedFromTheEnd(cumprod, 'C4'),
  refusesOtherAxes(cumprod),
];
