import fc from 'fast-check';
import { batchNorm } from '../../spec/layers/batchNorm.ts';
import { linear } from '../../spec/layers/linear.ts';
import { allowedError } from '../../spec/scalars/bound.ts';
import { exact } from '../../spec/scalars/exact.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { compareGradients } from '../derived/gradients.ts';
import { erratum } from '../erratum.ts';
import { beside } from '../generators/beside.ts';
import { dealt, dealtBelow } from '../generators/dealt.ts';
import { entriesFrom, farOffset, streamKey } from '../generators/entries.ts';
import { listOf } from '../generators/stream.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law } from '../law.ts';
import { asDefined, equal, metamorphic } from '../metamorphic.ts';
import { ofGradient, refuses } from '../observed.ts';
import { bothWithin } from '../verbs/bothWithin.ts';
import { identical } from '../verbs/compare.ts';
import { exactPullback } from '../verbs/derivative.ts';
import { boundedResults } from '../verbs/judge.ts';
import { between, each, nearExactly, ofFinite } from '../verbs/measured.ts';
import { refuted } from '../verbs/refuted.ts';
import { at, build, filled, inShape, map, scaled, shifted, zeros, zipped } from '../verbs/tensors.ts';

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
  law(batchNorm, 'C5', {
    hint: 'the variance is divided by N - 1',
    cases: (context) => beside(batches(context), { epsilon: dealt([1e-5, 0, 0.25]) }),
    check: async (on, { x, runningMean, runningVariance, epsilon }, context) => {
      const twice = build(x, x.shape.with(0, 2 * (x.shape[0] ?? 1)), (k, c, t) =>
        at(x, (k ?? 0) % (x.shape[0] ?? 1), c ?? 0, t ?? 0),
      );
      const averages = { runningMean, runningVariance };
      const { y } = await on(batchNorm, { x: twice, ...averages }, { epsilon });
      const [expected, own] = [x, twice].map(
        (one) => boundedResults(batchNorm, { x: one, ...averages }, { epsilon }, context)['y'],
      );
      if (expected === undefined || own === undefined) return [];
      const size = x.data.length;
      return [0, 1].map((half) => {
        const values = own.values.slice(half * size, (half + 1) * size);
        const received = map(x, (_, place) => y.data[half * size + place] ?? Number.NaN);
        return bothWithin(received, expected, { ...own, values }, context, half === 0 ? 'first half' : 'second half');
      });
    },
  }),
  ofGradient(batchNorm, 'C6', {
    share: 0.5,
    hint: 'a term of the gradient is missing: x also moves the mean and the variance',
    cases: (context) => beside(batches(context), { epsilon: dealt([0, 0.25]) }),
    from: ({ x, runningMean, runningVariance, epsilon }) => ({ x, runningMean, runningVariance, epsilon }),
    cotangents: ({ other, runningMean }) => ({
      y: other,
      nextMean: zeros(runningMean),
      nextVariance: zeros(runningMean),
    }),
    of: ({ x: gradient }, { x, epsilon }, allowed) =>
      ofFinite('gradient', gradient, (numbers) => {
        const [, channels = 1, l = 1] = x.shape;
        return Array.from({ length: channels }, (_, c) => c).flatMap((c) => {
          const own = numbers.flatMap((one, place) =>
            Math.floor(place / l) % channels === c ? [[one, place] as const] : [],
          );
          const limit = (place: number) => allowed().x[place] ?? 0;
          const value = (place: number) => x.data[place] ?? 0;
          const along = exact.sum(own.map(([one, place]) => exact.mul(one, exact.constant(value(place)))));
          const total = (terms: readonly number[]) => terms.reduce((sum, one) => sum + one, 0);
          const none = exact.constant(0);
          const level = nearExactly(
            'sum',
            exact.sum(own.map(([one]) => one)),
            none,
            total(own.map(([, place]) => limit(place))),
          );
          const weighted = total(own.map(([, place]) => limit(place) * Math.abs(value(place))));
          return epsilon === 0 ? [level, nearExactly('<pullback, x>', along, none, weighted)] : [level];
        });
      }),
  }),
  law(batchNorm, 'C7', {
    gradient: true,
    repeats: true,
    bits: 11,
    needs: [linear],
    cases: (context) =>
      beside(tensors(context, { half: 'b i', weight: 'o i', g: 'b o' }, { most: 4 }), { k: dealt([1, -1, 3]) }),
    check: async (on, { half, weight, g, k }) => {
      const [b = 1, i = 1] = half.shape;
      const o = weight.shape[0] ?? 1;
      const x = build(half, [2 * b, i], (row = 0, j = 0) =>
        row < b ? at(half, row, j) : 1 - 2 * at(half, row - b, j),
      );
      const cotangent = build(g, [2 * b, o, 1], (row = 0, j = 0) => (row < b ? at(g, row, j) : row));
      const averages = { runningMean: filled(x, [o], 0), runningVariance: filled(x, [o], 1) };
      const through = async (own: Tensor) => {
        const { y: z } = await on(linear, { x, weight: own });
        const inputs = { x: inShape(z, [2 * b, o, 1]), ...averages };
        const next = filled(x, [o], 0);
        const [{ y }, { x: pulled = z }] = await Promise.all([
          on(batchNorm, inputs, { epsilon: 0 }),
          on.gradient(batchNorm, inputs, { y: cotangent, nextMean: next, nextVariance: next }, { epsilon: 0 }),
        ]);
        const gradients = await on.gradient(linear, { x, weight: own }, { y: inShape(pulled, z.shape) });
        return { y, weight: gradients['weight'] ?? own };
      };
      const [plain, larger] = await Promise.all([through(weight), through(scaled(weight, 2 ** k))]);
      return [
        identical(larger.y, plain.y, 'y of 2^k W'),
        identical(scaled(larger.weight, 2 ** k), plain.weight, '2^k times the gradient of 2^k W'),
      ];
    },
  }),
  law(batchNorm, 'C8', {
    cases: (context) =>
      beside(batches(context), { root: dealt([2, 1, 0.5]), weight: dealt([1, -2, 4]), bias: dealt([0, 3, -1]) }),
    check: async (on, { x, runningMean, root, weight, bias }, context) => {
      const of = (value: number) => filled(runningMean, runningMean.shape, value);
      const attributes = { training: false, epsilon: 0 };
      const there = { x, runningMean, runningVariance: of(root ** 2), weight: of(weight), bias: of(bias) };
      const { y } = await on(batchNorm, there, attributes);
      // (y - bias) root / weight + mean.
      const back = {
        x: y,
        runningMean: of(bias),
        runningVariance: of(weight ** 2),
        weight: of(Math.sign(weight) * root),
        bias: runningMean,
      };
      const again = await on(batchNorm, back, attributes);
      const [first, second] = [there, back].map((inputs) =>
        (boundedResults(batchNorm, inputs, attributes, context)['y']?.values ?? []).map((one) =>
          allowedError(one, context.profile),
        ),
      );
      return [
        each('x', again.y, (what, value, place) => {
          const moved = ((first?.[place] ?? 0) * root) / Math.abs(weight);
          return nearExactly(what, value, exact.constant(x.data[place] ?? 0), moved + (second?.[place] ?? 0));
        }),
      ];
    },
  }),
  law(batchNorm, 'C9', {
    cases: (context) => beside(batches(context), { epsilon: dealt([0, 1e-5]) }),
    check: async (on, { x, runningMean, runningVariance, epsilon }, context) => {
      // A single value that differs from all others attains the largest.
      const width = (x.shape[1] ?? 1) * (x.shape[2] ?? 1);
      const inputs = {
        x: map(x, (_, place) => Number(place < width && place % (x.shape[2] ?? 1) === 0)),
        runningMean,
        runningVariance,
      };
      const { y } = await on(batchNorm, inputs, { epsilon });
      const values = boundedResults(batchNorm, inputs, { epsilon }, context)['y']?.values ?? [];
      const most = Math.sqrt((x.shape[0] ?? 1) * (x.shape[2] ?? 1) - 1);
      return [
        each('y', y, (what, value, place) => {
          const own = values[place];
          const allowed = own === undefined ? 0 : allowedError(own, context.profile);
          return between(what, value, [-most, most], allowed + 2 ** -52 * most);
        }),
      ];
    },
  }),
  erratum(batchNorm, 'E45', {
    given: ({ dtype }) => ({
      x: tensorOf(dtype, [4, 1, 1], [0, 1, 10, 11]),
      runningMean: tensorOf(dtype, [1], [0]),
      runningVariance: tensorOf(dtype, [1], [1]),
    }),
    check: async (on, inputs, context) => {
      const meanBy = async (bias: number) => {
        const given = { ...inputs, weight: filled(inputs.x, [1], 1), bias: filled(inputs.x, [1], bias) };
        const { y } = await on(batchNorm, given, { epsilon: 0 });
        return Array.from(y.data).reduce((sum, value) => sum + value, 0) / 4;
      };
      const [before, after] = await Promise.all([meanBy(0), meanBy(5)]);
      const { y } = await on(batchNorm, { ...inputs, x: scaled(inputs.x, 4) }, { epsilon: 0 });
      const [expected] = [boundedResults(batchNorm, inputs, { epsilon: 0 }, context)['y']];
      return [
        refuted('the mean of what comes out stays', Math.abs(after - before), 4),
        ...(expected === undefined ? [] : [bothWithin(y, expected, expected, context, 'y of 4 x')]),
      ];
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
