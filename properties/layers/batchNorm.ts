import fc from 'fast-check';
import { batchNorm } from '../../spec/layers/batchNorm.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { compareGradients } from '../derived/gradients.ts';
import { dealt, dealtBelow } from '../generators/dealt.ts';
import { entriesFrom, streamKey } from '../generators/entries.ts';
import { listOf } from '../generators/stream.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law } from '../law.ts';
import { identical } from '../verbs/compare.ts';
import { exactPullback } from '../verbs/derivative.ts';
import { matchesDefinition } from '../verbs/judge.ts';
import { rejects } from '../verbs/rejects.ts';
import { build, filled, map } from '../verbs/tensors.ts';

/** Two batches of at least two values a channel, averages, and the weight of what is new. */
const batches = (context: Context) =>
  fc
    .record({
      base: tensors(context, { x: 'n c l', other: 'n c l', runningMean: 'c', runningVariance: 'c' }, { most: 4 }),
      momentum: dealt([0.1, 0.5, 1, 0]),
    })
    .map(({ base: { x, other, runningMean, runningVariance }, momentum }) => ({
      x: doubled(x),
      other: doubled(other),
      runningMean,
      runningVariance: positive(runningVariance),
      momentum,
    }));

/** The batch, and the same once more with another sign and moved: no channel has one value, or a variance of 0. */
const doubled = (x: Tensor): Tensor => {
  const [n = 0, c = 0, l = 0] = x.shape;
  return build(x, [2 * n, c, l], (k, channel, t) => {
    const value = x.data[((k % n) * c + channel) * l + t] ?? Number.NaN;
    return k < n ? value : 1 - value;
  });
};

const positive = (tensor: Tensor): Tensor => map(tensor, (value) => Math.abs(value) + 1);

/** Many values of many channels, and cotangents of what comes of them. */
const large = ({ dtype }: Context) =>
  fc
    .record({ channels: dealtBelow(4), rows: dealtBelow(8), training: dealt([true, false]), key: streamKey })
    .map(({ channels, rows, training, key }) => {
      const next = entriesFrom([], key, 'reals', dtype);
      const drawn = (...shape: number[]) =>
        tensorOf(
          dtype,
          shape,
          listOf(
            shape.reduce((size, one) => size * one, 1),
            next,
          ),
        );
      const [n, c] = [33 + rows, 9 + channels];
      const inputs = {
        x: drawn(n, c, 1),
        runningMean: drawn(c),
        runningVariance: positive(drawn(c)),
        weight: drawn(c),
      };
      const cotangents = { y: drawn(n, c, 1), nextMean: drawn(c), nextVariance: drawn(c) };
      return { inputs, cotangents, attributes: { training, momentum: 0.25, epsilon: 2 ** -10 } };
    });

/** One channel of tensors whose first axis but one, or only one, are the channels. */
const channelOf = <T extends Readonly<Record<string, Tensor>>>(all: T, channel: number) =>
  Object.fromEntries(
    Object.entries(all).map(([name, one]) => {
      const c = one.shape[one.shape.length > 1 ? 1 : 0] ?? 1;
      const shape = one.shape.map((size) => (size === c ? 1 : size));
      return [
        name,
        tensorOf(
          one.dtype,
          shape,
          Array.from(one.data).filter((_, at) => at % c === channel),
        ),
      ];
    }),
  );

export const laws: readonly Law[] = [
  law(batchNorm, 'C1', {
    repeats: true,
    cases: batches,
    check: async (on, { x, runningMean, runningVariance }) => {
      const [one, two] = await Promise.all([
        on(batchNorm, { x, runningMean, runningVariance }),
        on(batchNorm, {
          x,
          runningMean: map(runningMean, (value) => 7 - value),
          runningVariance: filled(x, runningVariance.shape, 3),
        }),
      ]);
      return [identical(two.y, one.y, 'y with other averages')];
    },
  }),
  law(batchNorm, 'C3', {
    hint: 'the variance is computed in one pass, as the mean of the squares less the square of the mean',
    hintOfLoss: true,
    cases: (context) =>
      fc
        .record({
          base: batches(context),
          epsilon: dealt([0, 2 ** -20]),
          exponent: context.dtype === 'float64' ? fc.integer({ min: 26, max: 34 }) : fc.integer({ min: 12, max: 18 }),
          sign: dealt([1, -1]),
        })
        .map(({ base: { x, runningMean, runningVariance }, epsilon, exponent, sign }) => ({
          inputs: { x: map(x, (value) => value + sign * 2 ** exponent), runningMean, runningVariance },
          attributes: { training: true, momentum: 1, epsilon },
        })),
    check: async (on, { inputs, attributes }, context) =>
      matchesDefinition(batchNorm, inputs, attributes, await on(batchNorm, inputs, attributes), context),
  }),
  law(batchNorm, 'C2', {
    repeats: true,
    hint: 'the moments of the batch are used, or averaged, although nothing is trained',
    cases: batches,
    check: async (on, { x, other, runningMean, runningVariance, momentum }) => {
      const state = { runningMean, runningVariance };
      const first = (tensor: Tensor, at: number) => at < tensor.data.length / 2;
      const mixed = map(x, (value, at) => (first(x, at) ? value : (other.data[at] ?? Number.NaN)));
      const attributes = { training: false, momentum };
      const [one, two] = await Promise.all([
        on(batchNorm, { x, ...state }, attributes),
        on(batchNorm, { x: mixed, ...state }, attributes),
      ]);
      const kept = map(two.y, (value, at) => (first(x, at) ? value : (one.y.data[at] ?? Number.NaN)));
      return [
        identical(one.nextMean, runningMean, 'nextMean'),
        identical(one.nextVariance, runningVariance, 'nextVariance'),
        identical(kept, one.y, 'y beside other values'),
      ];
    },
  }),
  law(batchNorm, 'C4', {
    gradient: true,
    share: 0.17,
    hint: 'a block of channels, or of values, is left out of a gradient',
    cases: large,
    check: async (on, { inputs, cotangents, attributes }, context) => {
      const gradients = await on.gradient(batchNorm, inputs, cotangents, attributes);
      return [0, 8].flatMap((channel) => {
        const alone = { inputs: channelOf(inputs, channel), attributes, weights: [] };
        const expected = exactPullback(batchNorm, alone, context)(channelOf(cotangents, channel));
        return compareGradients(batchNorm, alone, expected, channelOf(gradients, channel), context);
      });
    },
  }),
  law(batchNorm, 'R2', {
    cases: (context) => tensors(context, { runningMean: 'c', runningVariance: 'c' }, { most: 4 }),
    check: async (on, { runningMean, runningVariance }) => {
      const x = filled(runningMean, [1, ...runningMean.shape, 1], 2);
      const inputs = { x, runningMean, runningVariance: positive(runningVariance) };
      return [await rejects(on(batchNorm, inputs), 'one value a channel is refused in training')];
    },
  }),
];
