import { batchNorm } from '../../spec/layers/batchNorm.ts';
import type { Tensor } from '../../spec/tensor.ts';
import { beside } from '../generators/beside.ts';
import { dealt } from '../generators/dealt.ts';
import { farOffset } from '../generators/entries.ts';
import { tensors } from '../generators/tensors.ts';
import type { Context, Law } from '../law.ts';
import { asDefined, equal, metamorphic } from '../metamorphic.ts';
import { refuses } from '../observed.ts';
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
