import fc from 'fast-check';
import { max } from '../../spec/tensor/max.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { realEntry } from '../generators/entries.ts';
import type { Law, Observation } from '../law.ts';
import { closedForm, metamorphic } from '../metamorphic.ts';
import { ofGradient, refuses } from '../observed.ts';
import { indicesOf } from '../verbs/compare.ts';
import { ratioOf } from '../verbs/measured.ts';
import { filled, map, shifted, withNaN } from '../verbs/tensors.ts';
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
  const results = indicesOf(x.shape).map((index) => index.filter((_, axis) => !axes.includes(axis)).join());
  return [...Map.groupBy(results.keys(), (position) => results[position]).values()];
}

export const laws: readonly Law[] = [
  closedForm(max, 'C1', {
    hint: 'the search starts from a value that is no element, such as 0',
    hintOfLoss: true,
    cases: (context) => tensorOfAnyRank(context, { entries: 'reals' }).map((x) => ({ x })),
    result: ({ x }) => ({ y: tensorOf(x.dtype, [], [Math.max(...x.data)]) }),
    what: 'max',
  }),
  metamorphic(max, 'C2', {
    cases: (context) => fc.record({ x: tensorOfAnyRank(context, { entries: 'reals' }), shift: realEntry }),
    to: ({ x, shift }) => ({ x: shifted(x, shift) }),
    result: ({ y }, { shift }) => ({ y: shifted(y, shift) }),
    what: 'max(x + c)',
  }),
  splitsOverAxes(max, 'C3', 'reals'),
  closedForm(max, 'C4', {
    hint: 'a comparison with NaN is false: NaN must be looked for',
    cases: (context) =>
      fc
        .record({ x: tensorOfAnyRank(context), position: fc.nat(63) })
        .map(({ x, position }) => ({ x: withNaN(x, position) })),
    result: ({ x }) => ({ y: filled(x, [], Number.NaN) }),
    what: 'max',
  }),
  ofGradient(max, 'C5', {
    hint: 'every one of the equal maxima is given the whole cotangent, or one that is not largest is given some',
    cases: (context) => tensorAndAxes(context, 'integers').map(({ x, axes }) => ({ x: map(x, Math.sign), axes })),
    from: (given) => ({ ...given, keepdims: true }),
    cotangents: ({ x, axes }) => ({ y: filled(x, opened(x.shape, axes), 3) }),
    of: ({ x: gradient }, { x, axes }, _allowed, { u }) =>
      groups(x, axes).map((positions): Observation => {
        const values = positions.map((position) => x.data[position] ?? Number.NaN);
        const shares = positions.map((position) => gradient.data[position] ?? Number.NaN);
        const isLargest = values.map((value) => value === Math.max(...values));
        const belongs = shares.every((share, at) => (isLargest[at] ? share >= 0 && share <= 3 : share === 0));
        const error = Math.abs(shares.reduce((sum, share) => sum + share, 0) - 3);
        return {
          // Equal shares are rounded once each, and their sum here as often.
          ratio: belongs ? ratioOf(error, 2 * isLargest.filter(Boolean).length * u * 3) : Number.POSITIVE_INFINITY,
          what: 'gradient of equal maxima',
          expected: '0 beside the maxima, from 0 to 3 on them, 3 in all',
          received: shares.join(', '),
        };
      }),
  }),
  ignoresOrderOfAxes(max, 'C6', 'reals'),
  refusesRepeatedAxes(max),
  refuses(max, 'R2', {
    share: 0.25,
    asks: ['empty'],
    hint: 'the search over no elements ends with the value that it starts from, such as -Infinity',
    hintOfLoss: true,
    cases: () => fc.record({ rows: fc.integer({ min: 1, max: 3 }), axes: fc.constantFrom(null, [1], [0, 1]) }),
    orNaN: true,
    calls: ({ rows, axes }, { dtype }) => ({
      'the maximum of nothing is refused': { x: tensorOf(dtype, [rows, 0], []), axes },
    }),
  }),
];
