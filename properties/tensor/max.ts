import fc from 'fast-check';
import { axisFromFront } from '../../spec/attributeKinds.ts';
import { max } from '../../spec/tensor/max.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { realEntry } from '../generators/entries.ts';
import { type Law, law, type Observation, Unsupported } from '../law.ts';
import { metamorphic } from '../metamorphic.ts';
import { identical, indicesOf } from '../verbs/compare.ts';
import { hasNoAnswer } from '../verbs/rejects.ts';
import { filled, map } from '../verbs/tensors.ts';
import {
  ignoresOrderOfAxes,
  opened,
  refusesRepeatedAxes,
  splitsOverAxes,
  tensorAndAxes,
} from './_internal/reductions.ts';
import { tensorOfAnyRank } from './_internal/shaped.ts';

/** The positions of the elements that each result is taken over. */
function groups(x: Tensor, axes: readonly number[]): number[][] {
  const members = indicesOf(x.shape).map((index, position) => ({
    position,
    result: index.filter((_, axis) => !axes.includes(axis)).join(),
  }));
  return [...Map.groupBy(members, ({ result }) => result).values()].map((group) =>
    group.map(({ position }) => position),
  );
}

export const laws: readonly Law[] = [
  law(max, 'C1', {
    hint: 'the search starts from a value that is no element, such as 0',
    hintOfLoss: true,
    cases: (context) => tensorOfAnyRank(context, { entries: 'reals' }).map((x) => ({ x })),
    check: async (on, { x }) => [
      identical((await on(max, { x })).y, tensorOf(x.dtype, [], [Math.max(...x.data)]), 'max'),
    ],
  }),
  metamorphic(max, 'C2', {
    cases: (context) => fc.record({ x: tensorOfAnyRank(context, { entries: 'reals' }), shift: realEntry }),
    to: ({ x, shift }) => ({ x: map(x, (value) => value + shift) }),
    result: ({ y }, { shift }) => ({ y: map(y, (value) => value + shift) }),
    what: 'max(x + c)',
  }),
  splitsOverAxes(max, 'C3', 'reals'),
  law(max, 'C4', {
    hint: 'a comparison with NaN is false: NaN must be looked for',
    cases: (context) =>
      fc.record({ x: tensorOfAnyRank(context), position: fc.nat(63) }).map(({ x, position }) => ({
        x: map(x, (value, here) => (here === position % x.data.length ? Number.NaN : value)),
      })),
    check: async (on, { x }) => [identical((await on(max, { x })).y, filled(x, [], Number.NaN), 'max')],
  }),
  law(max, 'C5', {
    gradient: true,
    hint: 'every one of the equal maxima is given the whole cotangent, or one that is not largest is given some',
    cases: (context) => tensorAndAxes(context, 'integers').map(({ x, axes }) => ({ x: map(x, Math.sign), axes })),
    check: async (on, { x, axes }, { u }) => {
      const cotangent = filled(x, opened(x.shape, axes), 3);
      const { x: gradient } = await on.gradient(max, { x }, { y: cotangent }, { axes, keepdims: true });
      return groups(
        x,
        axes.map((axis) => axisFromFront(axis, x.shape.length)),
      ).map((positions): Observation => {
        const largest = Math.max(...positions.map((position) => x.data[position] ?? Number.NaN));
        const shares = positions.map((position) => gradient?.data[position] ?? Number.NaN);
        const ties = positions.filter((position) => x.data[position] === largest).length;
        const belongs = (share: number, at: number) =>
          x.data[positions[at] ?? 0] === largest ? share >= 0 && share <= 3 : share === 0;
        const error = Math.abs(shares.reduce((sum, share) => sum + share, 0) - 3);
        return {
          // Equal shares are rounded once each, and their sum here as often.
          ratio: !shares.every(belongs) ? Number.POSITIVE_INFINITY : error === 0 ? 0 : error / (2 * ties * u * 3),
          what: 'gradient of equal maxima',
          expected: '0 beside the maxima, from 0 to 3 on them, 3 in all',
          received: shares.join(', '),
        };
      });
    },
  }),
  ignoresOrderOfAxes(max, 'C6', 'reals'),
  refusesRepeatedAxes(max),
  law(max, 'R2', {
    statement: max.rejects?.['R2'] ?? '',
    share: 0.25,
    hint: 'the search over no elements ends with the value that it starts from, such as -Infinity',
    hintOfLoss: true,
    cases: ({ dtype }) =>
      fc
        .record({ rows: fc.integer({ min: 1, max: 3 }), axes: fc.constantFrom(null, [1], [0, 1]) })
        .map(({ rows, axes }) => ({ x: tensorOf(dtype, [rows, 0], []), axes })),
    check: async (on, { x, axes }, context) => {
      if (!context.empty) throw new Unsupported('tensors may not be empty');
      return [await hasNoAnswer(on(max, { x }, { axes }), 'the maximum of nothing is refused', context)];
    },
  }),
];
