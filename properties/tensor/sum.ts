import fc from 'fast-check';
import { unitRoundoff } from '../../spec/scalars/float.ts';
import { broadcastTo } from '../../spec/tensor/broadcastTo.ts';
import { sum } from '../../spec/tensor/sum.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { dealt, dealtBelow } from '../generators/dealt.ts';
import { integerEntry } from '../generators/entries.ts';
import { type Law, law, Unsupported } from '../law.ts';
import { identical, literal } from '../verbs/compare.ts';
import { matchesDefinition } from '../verbs/judge.ts';
import { holds } from '../verbs/measured.ts';
import { unlessRefused } from '../verbs/refused.ts';
import { filled } from '../verbs/tensors.ts';
import {
  ignoresOrderOfAxes,
  keepsElements,
  opened,
  refusesRepeatedAxes,
  splitsOverAxes,
  tensorAndAxes,
} from './_internal/reductions.ts';
import { filledFrom, inner } from './_internal/shaped.ts';

export const laws: readonly Law[] = [
  splitsOverAxes(sum, 'C1', 'integers'),
  law(sum, 'C2', {
    share: 0.75,
    cases: ({ dtype }): fc.Arbitrary<{ readonly x: Tensor; readonly axes: readonly number[] | null }> =>
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
      if (!context.empty) throw new Unsupported('tensors may not be empty');
      const result = await unlessRefused(on(sum, { x }, { axes }));
      if (result === undefined) throw new Unsupported('empty tensors are refused');
      return [
        identical(result.y, filled(x, axes === null ? [] : x.shape.toSpliced(axes[0] ?? 0, 1), 0), 'sum of nothing'),
      ];
    },
  }),
  ignoresOrderOfAxes(sum, 'C3', 'integers'),
  law(sum, 'C4', {
    bits: 24,
    needs: [broadcastTo],
    cases: (context) =>
      fc
        .record({
          base: tensorAndAxes(context, 'integers'),
          weights: fc.array(integerEntry, { maxLength: 16, size: 'max' }),
        })
        .map(({ base: { x, axes }, weights }) => ({
          x,
          axes,
          y: filledFrom(context, opened(x.shape, axes), weights, 1),
        })),
    check: async (on, { x, axes, y }) => {
      const [reduced, stretched] = await Promise.all([
        on(sum, { x }, { axes, keepdims: true }),
        on(broadcastTo, { x: y }, { shape: x.shape }),
      ]);
      const [left, right] = [inner(reduced.y, y), inner(x, stretched.y)];
      return [holds('<sum(x), y>', left === right, literal(right), literal(left))];
    },
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
          const u = unitRoundoff(dtype);
          return {
            x: tensorOf(
              dtype,
              [3],
              [1 + 2 * odd * u, u, u ** 2 / 4].map((value) => sign * 2 ** k * value),
            ),
          };
        }),
    check: async (on, { x }, context) => matchesDefinition(sum, { x }, {}, await on(sum, { x }), context),
  }),
  refusesRepeatedAxes(sum),
];
