import fc from 'fast-check';
import { mean } from '../../spec/tensor/mean.ts';
import { sum } from '../../spec/tensor/sum.ts';
import type { Tensor } from '../../spec/tensor.ts';
import { dealt } from '../generators/dealt.ts';
import { integerEntry, pool, shiftBelow } from '../generators/entries.ts';
import type { Law } from '../law.ts';
import { asDefined, equal, metamorphic } from '../metamorphic.ts';
import { ofResult } from '../observed.ts';
import { shiftedWithin, sumWithin } from '../verbs/bothWithin.ts';
import { boundedResult } from '../verbs/judge.ts';
import { between } from '../verbs/measured.ts';
import { filled, only, scaled, shifted, withIntegerMean } from '../verbs/tensors.ts';
import { keepsElements, refusesRepeatedAxes } from './_internal/reductions.ts';
import { filledFrom, tensorOfAnyRank } from './_internal/shaped.ts';

const level = (x: Tensor, value: number): Tensor => filled(x, x.shape, value);

export const laws: readonly Law[] = [
  ofResult(mean, 'C1', {
    cases: (context) =>
      fc
        .record({ x: tensorOfAnyRank(context, { entries: 'reals' }), isLevel: dealt([false, true]) })
        // Among equal elements nothing but rounding lies between the extremes.
        .map(({ x, isLevel }) => ({ x: isLevel ? level(x, x.data[0] ?? 0) : x })),
    of: ({ y }, { x }, bounds) => [
      between('mean between the extremes', only(y), [Math.min(...x.data), Math.max(...x.data)], bounds().most),
    ],
  }),
  asDefined(mean, 'C2', {
    cases: (context) => fc.record({ like: tensorOfAnyRank(context), value: integerEntry }),
    from: ({ like, value }) => ({ x: level(like, value) }),
    what: 'mean of equal elements',
  }),
  metamorphic(mean, 'C3', {
    cases: (context) => fc.record({ x: tensorOfAnyRank(context), shift: shiftBelow(1000, context) }),
    to: ({ x, shift }) => ({ x: shifted(x, shift) }),
    compare: shiftedWithin(mean),
    what: 'mean(x + c) - c',
  }),
  equal(mean, 'C4', {
    needs: [sum],
    cases: (context) => tensorOfAnyRank(context).map((x) => ({ x })),
    sides: (f, { x }, total) => ({ 'n mean(x)': [f({ x }), total({ x })] }),
    // The integers have an exact sum; n times the mean is taken exactly, term by term.
    compare: (average, total, what, { x }, context) => {
      const n = x.data.length;
      const allowed = n * boundedResult(mean, { x }, {}, context).most;
      return sumWithin(new Array<number>(n).fill(only(average)), only(total), [allowed], what);
    },
  }),
  equal(mean, 'C6', {
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
    sides: async (f, { x, shift }, total) => {
      const plain = await f({ x });
      return {
        'mean(x + c)': [f({ x: shifted(x, shift) }), shifted(plain, shift)],
        'n mean(x)': [scaled(plain, x.data.length), total({ x })],
      };
    },
  }),
  keepsElements(mean, 'C5'),
  refusesRepeatedAxes(mean),
];
