import fc from 'fast-check';
import { std, variance } from '../../spec/tensor/moments.ts';
import type { sum } from '../../spec/tensor/sum.ts';
import { tensorOf } from '../../spec/tensor.ts';
import { beside } from '../generators/beside.ts';
import { dealt } from '../generators/dealt.ts';
import { farOffset, integerEntry } from '../generators/entries.ts';
import { type Context, type Law, law } from '../law.ts';
import { asDefined, invariant, metamorphic } from '../metamorphic.ts';
import { ofGradient, ofResult, refuses } from '../observed.ts';
import { identical } from '../verbs/compare.ts';
import { boundedResult } from '../verbs/judge.ts';
import { atLeast, near } from '../verbs/measured.ts';
import { filled, negated, only, shifted, vector, zeros } from '../verbs/tensors.ts';
import { keepsElements, refusesRepeatedAxes } from './_internal/reductions.ts';
import { tensorOfAnyRank } from './_internal/shaped.ts';

type Moment = typeof variance | typeof std;

/** As a reduction without a correction, which has a default. */
const plain = (operation: Moment) => operation as unknown as typeof sum;

/** Two numbers or more, and a correction. */
const samples = ({ dtype }: Context) =>
  fc.record({
    x: fc.array(integerEntry, { minLength: 2, maxLength: 12, size: 'max' }).map((values) => vector({ dtype }, values)),
    correction: dealt([0, 1]),
  });

const refusals = (operation: Moment): readonly Law[] => [
  refusesRepeatedAxes(plain(operation)),
  refuses(operation as typeof variance, 'R3', {
    share: 0.5,
    hint: 'the sum is divided by a number below 0, or that number is taken for 1',
    cases: (context) =>
      beside(samples(context), { beyond: dealt([0, 1, 3]) }).map(({ x, beyond }) => ({
        x,
        correction: x.data.length + beyond,
      })),
    calls: ({ x, correction }) => ({ [`${x.data.length} less ${correction} elements are refused`]: { x, correction } }),
    honest: ({ y }) => y !== undefined && y.data.length > 0 && !y.data.some(Number.isFinite),
  }),
];

export const laws: readonly Law[] = [
  ofResult(variance, 'C1', {
    cases: (context) =>
      fc
        .record({ x: tensorOfAnyRank(context, { entries: 'reals' }), isLevel: dealt([false, true]) })
        .map(({ x, isLevel }) => ({ x: isLevel ? filled(x, x.shape, Math.trunc(x.data[0] ?? 0)) : x, isLevel })),
    of: ({ y }, { isLevel }, bounds) => [
      isLevel ? near('variance of equal integers', only(y), 0, bounds().most) : atLeast('variance', only(y), 0, 0),
    ],
  }),
  invariant(variance, 'C2', {
    bits: 24,
    hint: 'the variance is computed in one pass, as the mean of the squares less the square of the mean',
    hintOfLoss: true,
    cases: (context) => beside(samples(context), { shift: farOffset(context) }),
    to: ({ x, shift }) => ({ x: shifted(x, shift) }),
    what: 'variance(x + c)',
  }),
  law(variance, 'C3', {
    cases: (context) => samples(context),
    check: async (on, { x }, context) => {
      const n = x.data.length;
      const [biased, unbiased] = await Promise.all([0, 1].map((correction) => on(variance, { x }, { correction })));
      const [own, other] = [0, 1].map((correction) => boundedResult(variance, { x }, { correction }, context).most);
      if (biased === undefined || unbiased === undefined) return [];
      const allowed = n * (own ?? 0) + (n - 1) * (other ?? 0);
      return [near('(n - 1) variance(x)', (n - 1) * only(unbiased.y), n * only(biased.y), allowed)];
    },
  }),
  keepsElements(plain(variance), 'C4'),
  ...refusals(variance),
  law(std, 'C1', {
    cases: (context) => samples(context),
    needs: [variance],
    check: async (on, { x, correction }, context) => {
      const [root, square] = await Promise.all([on(std, { x }, { correction }), on(variance, { x }, { correction })]);
      const [own, other] = [std, variance].map((one) => boundedResult(one, { x }, { correction }, context).most);
      const value = only(root.y);
      const allowed = (2 * value + (own ?? 0)) * (own ?? 0) + (other ?? 0);
      return [near('std(x)^2', value ** 2, only(square.y), allowed)];
    },
  }),
  metamorphic(std, 'C2', {
    repeats: true,
    cases: (context) => samples(context),
    to: ({ x }) => ({ x: negated(x) }),
    what: 'std(-x)',
  }),
  ofGradient(std, 'C3', {
    hint: 'the gradient is divided by a deviation of 0',
    hintOfLoss: true,
    cases: (context) =>
      samples(context).map(({ x, correction }) => ({ x: filled(x, x.shape, x.data[0] ?? 0), correction })),
    cotangents: ({ x }) => ({ y: filled(x, [], 3) }),
    of: ({ x: gradient }) => [identical(gradient, zeros(gradient), 'gradient')],
  }),
  asDefined(std, 'C4', {
    cases: ({ dtype }) =>
      fc
        .record({
          half: dealt([1, 2, 3, 8]),
          middle: fc.integer({ min: -99, max: 99 }),
          d: fc.integer({ min: -9, max: 9 }),
        })
        .map(({ half, middle, d }) => ({
          x: tensorOf(
            dtype,
            [2 * half],
            Array.from({ length: 2 * half }, (_, at) => middle + (at % 2 === 0 ? d : -d)),
          ),
        })),
    what: 'std',
  }),
  ...refusals(std),
];
