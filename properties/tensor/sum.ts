import fc from 'fast-check';
import { unitRoundoff } from '../../spec/scalars/float.ts';
import { broadcastTo } from '../../spec/tensor/broadcastTo.ts';
import { sum } from '../../spec/tensor/sum.ts';
import { tensorOf } from '../../spec/tensor.ts';
import { beside } from '../generators/beside.ts';
import { dealt, dealtBelow } from '../generators/dealt.ts';
import { integerEntry } from '../generators/entries.ts';
import { type Law, law } from '../law.ts';
import { equal } from '../metamorphic.ts';
import { matchesDefinition } from '../verbs/judge.ts';
import { ofNothing } from '../verbs/ofNothing.ts';
import { paired, vector } from '../verbs/tensors.ts';
import {
  ignoresOrderOfAxes,
  keepsElements,
  opened,
  refusesRepeatedAxes,
  splitsOverAxes,
  tensorAndAxes,
} from './_internal/reductions.ts';
import { filledFrom } from './_internal/shaped.ts';

export const laws: readonly Law[] = [
  splitsOverAxes(sum, 'C1', 'integers'),
  law(sum, 'C2', {
    share: 0.75,
    cases: ({ dtype }) =>
      fc
        .record({
          shape: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 3, size: 'max' }),
          empty: fc.nat(2),
          all: dealt([false, true]),
        })
        .map(({ shape, empty, all }) => {
          const axis = empty % shape.length;
          return { x: tensorOf(dtype, shape.with(axis, 0), []), axes: all ? null : [axis] };
        }),
    check: async (on, { x, axes }, context) => {
      const batch = axes === null ? [] : x.shape.toSpliced(axes[0] ?? 0, 1);
      const call = async () => (await on(sum, { x }, { axes })).y;
      return [await ofNothing(call, 0, { a: x, batch }, context, 'sum of nothing')];
    },
  }),
  ignoresOrderOfAxes(sum, 'C3', 'integers'),
  equal(sum, 'C4', {
    bits: 24,
    needs: [broadcastTo],
    cases: (context) =>
      beside(tensorAndAxes(context, 'integers'), {
        weights: fc.array(integerEntry, { maxLength: 16, size: 'max' }),
      }).map(({ x, axes, weights }) => ({ x, axes, y: filledFrom(context, opened(x.shape, axes), weights, 1) })),
    sides: (f, { x, axes, y }, stretched) => ({
      '<sum(x), y>': [
        f({ x, axes, keepdims: true }).then((reduced) => paired(reduced, y)),
        stretched({ x: y, shape: x.shape }).then((wide) => paired(x, wide)),
      ],
    }),
  }),
  keepsElements(sum, 'C5'),
  law(sum, 'halfway', {
    share: 0.3,
    statement:
      'a sum next to the middle of two numbers is rounded to the nearer one, within what is promised of accumulators',
    hint: 'the sum is rounded to a narrower type on its way to the result',
    hintOfLoss: true,
    cases: ({ dtype }) =>
      fc
        .record({ sign: dealt([1, -1]), odd: dealtBelow(3), k: fc.integer({ min: 0, max: 3 }) })
        .map(({ sign, odd, k }) => {
          const [u, scale] = [unitRoundoff(dtype), sign * 2 ** k];
          return { x: vector({ dtype }, [scale * (1 + 2 * odd * u), scale * u, (scale * u ** 2) / 4]) };
        }),
    check: async (on, { x }, context) => matchesDefinition(sum, { x }, {}, await on(sum, { x }), context),
  }),
  refusesRepeatedAxes(sum),
];
