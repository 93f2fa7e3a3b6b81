import fc from 'fast-check';
import { batchNorm } from '../../spec/layers/batchNorm.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { compareGradients } from '../derived/gradients.ts';
import { beside } from '../generators/beside.ts';
import { dealt, dealtBelow } from '../generators/dealt.ts';
import { entriesFrom, farOffset, streamKey } from '../generators/entries.ts';
import { listOf } from '../generators/stream.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law } from '../law.ts';
import { asDefined, equal, metamorphic } from '../metamorphic.ts';
import { refuses } from '../observed.ts';
import { exactPullback } from '../verbs/derivative.ts';
import { build, filled, map, shifted, zipped } from '../verbs/tensors.ts';

/** Two batches of at least two values a channel, averages, and the weight of what is new. */
const batches = (context: Context) =>
  beside(tensors(context, { x: 'n c l', other: 'n c l', runningMean: 'c', runningVariance: 'c' }, { most: 4 }), {
    momentum: dealt([0.1, 0.5, 1, 0]),
  }).map(({ x, other, runningVariance, ...given }) => ({
    ...given,
    x: doubled(x),
    other: doubled(other),
    runningVariance: positive(runningVariance),
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

/** The first half of a tensor and the rest of another. */
const halves = (first: Tensor, rest: Tensor): Tensor =>
  zipped(first, rest, (one, other, at) => (at < first.data.length / 2 ? one : other));

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
  metamorphic(batchNorm, 'C1', {
    repeats: true,
    cases: batches,
    to: ({ x, runningMean, runningVariance }) => ({
      runningMean: map(runningMean, (value) => 7 - value),
      runningVariance: filled(x, runningVariance.shape, 3),
    }),
    result: ({ y }) => ({ y }),
    what: 'y with other averages',
  }),
  asDefined(batchNorm, 'C3', {
    hint: 'the variance is computed in one pass, as the mean of the squares less the square of the mean',
    hintOfLoss: true,
    cases: (context) => beside(batches(context), { epsilon: dealt([0, 2 ** -20]), offset: farOffset(context) }),
    from: ({ x, offset, ...given }) => ({ ...given, x: shifted(x, offset), momentum: 1 }),
  }),
  equal(batchNorm, 'C2', {
    repeats: true,
    hint: 'the moments of the batch are used, or averaged, although nothing is trained',
    cases: batches,
    sides: async (f, { x, other, ...given }) => {
      const of = (values: Tensor) => f.all({ ...given, x: values, training: false });
      const [one, two] = await Promise.all([of(x), of(halves(x, other))]);
      return {
        nextMean: [one.nextMean, given.runningMean],
        nextVariance: [one.nextVariance, given.runningVariance],
        'y beside other values': [halves(two.y, one.y), one.y],
      };
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
  refuses(batchNorm, 'R2', {
    cases: (context) => tensors(context, { runningMean: 'c', runningVariance: 'c' }, { most: 4 }),
    calls: ({ runningMean, runningVariance }) => ({
      'one value a channel is refused in training': {
        x: filled(runningMean, [1, ...runningMean.shape, 1], 2),
        runningMean,
        runningVariance: positive(runningVariance),
      },
    }),
  }),
];
