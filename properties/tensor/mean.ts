import fc from 'fast-check';
import { mean } from '../../spec/tensor/mean.ts';
import { sum } from '../../spec/tensor/sum.ts';
import type { Tensor } from '../../spec/tensor.ts';
import { dealt } from '../generators/dealt.ts';
import { integerEntry, pool, shiftBelow } from '../generators/entries.ts';
import { type Context, type Law, law } from '../law.ts';
import { sumWithin } from '../verbs/bothWithin.ts';
import { identical, withinAllowed } from '../verbs/compare.ts';
import { boundedResult } from '../verbs/judge.ts';
import { between } from '../verbs/measured.ts';
import { filled, map } from '../verbs/tensors.ts';
import { keepsElements, refusesRepeatedAxes } from './_internal/reductions.ts';
import { filledFrom, tensorOfAnyRank } from './_internal/shaped.ts';

/** The definition's value and bound of the mean over all axes. */
const boundsOf = (x: Tensor, context: Context) => boundedResult(mean, { x }, {}, context);

/** Integers whose mean is an integer: the first one makes up for the rest. */
function withIntegerMean(x: Tensor): Tensor {
  const total = Array.from(x.data).reduce((sum, value) => sum + value, 0);
  const count = x.data.length;
  return map(x, (value, position) => (position === 0 ? value - (((total % count) + count) % count) : value));
}

export const laws: readonly Law[] = [
  law(mean, 'C1', {
    cases: (context) =>
      fc
        .record({ x: tensorOfAnyRank(context, { entries: 'reals' }), level: dealt([false, true]) })
        // Among equal elements nothing but rounding lies between the extremes.
        .map(({ x, level }) => ({ x: level ? filled(x, x.shape, x.data[0] ?? 0) : x })),
    check: async (on, { x }, context) => {
      const got = (await on(mean, { x })).y.data[0] ?? Number.NaN;
      const [least, most] = [Math.min(...x.data), Math.max(...x.data)];
      return [between('mean between the extremes', got, [least, most], boundsOf(x, context).most)];
    },
  }),
  law(mean, 'C2', {
    cases: (context) =>
      fc
        .record({ x: tensorOfAnyRank(context), value: integerEntry })
        .map(({ x, value }) => ({ x: filled(x, x.shape, value) })),
    check: async (on, { x }, context) => [
      withinAllowed((await on(mean, { x })).y, boundsOf(x, context), context, 'mean of equal elements'),
    ],
  }),
  law(mean, 'C3', {
    cases: (context) =>
      fc
        .record({ x: tensorOfAnyRank(context), shift: shiftBelow(1000, context) })
        .map(({ x, shift }) => ({ x, shift })),
    check: async (on, { x, shift }, context) => {
      const moved = map(x, (value) => value + shift);
      const [plain, shifted] = await Promise.all([on(mean, { x }), on(mean, { x: moved })]);
      const allowed = [x, moved].map((one) => boundsOf(one, context).most);
      return [sumWithin([...shifted.y.data, -shift], plain.y.data[0] ?? Number.NaN, allowed, 'mean(x + c) - c')];
    },
  }),
  law(mean, 'C4', {
    needs: [sum],
    cases: (context) => tensorOfAnyRank(context).map((x) => ({ x })),
    check: async (on, { x }, context) => {
      const [average, total] = await Promise.all([on(mean, { x }), on(sum, { x })]);
      const n = x.data.length;
      // The integers have an exact sum; n times the mean is taken exactly, term by term.
      const copies = new Array<number>(n).fill(average.y.data[0] ?? Number.NaN);
      return [sumWithin(copies, total.y.data[0] ?? Number.NaN, [n * boundsOf(x, context).most], 'n mean(x)')];
    },
  }),
  law(mean, 'C6', {
    repeats: true,
    bits: 11,
    advice: true,
    needs: [sum],
    hint: 'the mean is updated from element to element, or the sum is multiplied by a rounded 1 / n',
    cases: (context) =>
      fc
        .record({
          // The first sizes whose reciprocals, rounded and multiplied by them, do not give 1 in either data type.
          n: fc.constantFrom(2, 3, 4, 7, 41, 47, 49, 55, 61, 98, 103, 107),
          entries: pool('integers'),
          shift: fc.integer({ min: -999, max: 999 }),
        })
        .map(({ n, entries, shift }) => ({ x: withIntegerMean(filledFrom(context, [n], entries, 1)), shift })),
    check: async (on, { x, shift }) => {
      const add = (tensor: Tensor) => map(tensor, (value) => value + shift);
      const [plain, shifted, total] = await Promise.all([on(mean, { x }), on(mean, { x: add(x) }), on(sum, { x })]);
      return [
        identical(shifted.y, add(plain.y), 'mean(x + c)'),
        identical(
          map(plain.y, (value) => value * x.data.length),
          total.y,
          'n mean(x)',
        ),
      ];
    },
  }),
  keepsElements(mean, 'C5'),
  refusesRepeatedAxes(mean),
];
