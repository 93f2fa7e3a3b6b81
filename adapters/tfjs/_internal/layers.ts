import * as tf from '@tensorflow/tfjs';
import type { Implementation } from '../../../conformance/adapter.ts';
import type { operations } from '../../../spec/registry.generated.ts';
import { Unsupported } from './scope.ts';

type Call<Id extends keyof typeof operations> = Parameters<Implementation<(typeof operations)[Id], tf.Tensor>>;

/** A layer that has the weights of a call. */
export interface Built {
  /** By the name of the input that gives each. */
  readonly weights: Readonly<Record<string, tf.Tensor>>;
  /** Calls the layer on the other inputs. */
  readonly run: () => tf.Tensor | Readonly<Record<string, tf.Tensor>>;
  /** The gradient of an input from that of the weight made of it. */
  readonly back?: (gradient: tf.Tensor) => tf.Tensor;
}

/** Gives a layer the weights of a call, in the order in which it has them, and says by name what they are now. */
function equip(
  layer: tf.layers.Layer,
  shape: readonly number[],
  given: Readonly<Record<string, tf.Tensor | undefined>>,
): Built['weights'] {
  const named = Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]));
  layer.build([...shape]);
  // What recurs does not say so itself, and would be built again by its first call.
  layer.built = true;
  layer.setWeights(named.map(({ value }) => value));
  return Object.fromEntries(named.map(({ name, value }, at) => [name, layer.weights[at]?.read() ?? value]));
}

const call = (layer: tf.layers.Layer, x: tf.Tensor, kwargs = {}): tf.Tensor[] =>
  [layer.apply(x, kwargs)].flat() as tf.Tensor[];

/** The axes of a batch as one, which no -1 can say where another is 0. */
export function joined(x: tf.Tensor, kept: number): tf.Tensor {
  if (x.rank < kept) throw new Unsupported(`no tensor of ${x.rank} axes`);
  const [batch, own] = [x.shape.slice(0, x.rank - kept), x.shape.slice(x.rank - kept)];
  return tf.reshape(x, [batch.reduce((product, size) => product * size, 1), ...own]);
}

/** Weight and bias where they are given, or in any case where a layer shall have both. */
function scaledBy(
  given: { readonly weight?: tf.Tensor | undefined; readonly bias?: tf.Tensor | undefined },
  shape: number[],
  both: boolean,
) {
  const weight = given.weight ?? (both ? tf.ones(shape) : undefined);
  const bias = given.bias ?? (both ? tf.zeros(shape) : undefined);
  return { weight, bias, scale: weight !== undefined, center: bias !== undefined };
}

/** From the variance divided by n, which the layer averages as Keras does, to that divided by n - 1. */
function unbiased(next: tf.Tensor, old: tf.Tensor, momentum: number, count: number): tf.Tensor {
  const before = old.dataSync();
  const data = Float32Array.from(next.dataSync(), (value, c) => {
    const kept = (1 - momentum) * (before[c] ?? Number.NaN);
    return kept + ((value - kept) * count) / (count - 1);
  });
  return tf.tensor(data, next.shape);
}

export function batchNorm(
  ...[inputs, { training, momentum, epsilon }, plain = false]: [...Call<'layers.batchNorm'>, plain?: boolean]
): Built {
  const { x, runningMean, runningVariance } = inputs;
  const { weight, bias, ...scaled } = scaledBy(inputs, runningMean.shape, plain);
  const layer = tf.layers.batchNormalization({ axis: plain ? -1 : 1, momentum: 1 - momentum, epsilon, ...scaled });
  const turned = (y: tf.Tensor) => (plain ? tf.transpose(y, [0, 2, 1]) : y);
  return {
    weights: equip(layer, turned(x).shape, { weight, bias, runningMean, runningVariance }),
    run() {
      const [y = x] = call(layer, turned(x), { training });
      const [nextMean = y, nextVariance = y] = layer.getWeights().slice(-2);
      const count = (x.shape[0] ?? 0) * (x.shape[2] ?? 0);
      const kept = training ? unbiased(nextVariance, runningVariance, momentum, count) : nextVariance;
      return { y: turned(y), nextMean, nextVariance: kept };
    },
  };
}

export function layerNorm(
  ...[inputs, { epsilon }, plain = false]: [...Call<'layers.layerNorm'>, plain?: boolean]
): Built {
  const { x } = inputs;
  if (x.rank < 2 || x.rank > 4) throw new Unsupported('tf.layers.layerNormalization: two to four axes');
  const { weight, bias, ...scaled } = scaledBy(inputs, x.shape.slice(-1), plain);
  const layer = tf.layers.layerNormalization({ epsilon, ...scaled });
  return { weights: equip(layer, x.shape, { weight, bias }), run: () => call(layer, x)[0] ?? x };
}

export function linear(...[{ x, weight, bias }]: Call<'layers.linear'>): Built {
  if (x.rank < 2) throw new Unsupported('tf.layers.dense: a batch');
  const [units = 0] = weight.shape;
  const layer = tf.layers.dense({ units, useBias: bias !== undefined });
  return {
    weights: equip(layer, x.shape, { weight: tf.transpose(weight), bias }),
    back: (gradient) => tf.transpose(gradient),
    run: () => call(layer, x)[0] ?? x,
  };
}

export function dropout(...[{ x }, { p, training, key }]: Call<'layers.dropout'>): Built {
  const layer = tf.layers.dropout({ rate: p, seed: key });
  return { weights: {}, run: () => call(layer, x, { training })[0] ?? x };
}

export function rnn(...[inputs, _]: Call<'sequence.rnn'>): Built {
  const { x, weightX, weightHidden, bias, initialHidden } = inputs;
  const [sequence, units = 0] = [joined(x, 2), weightHidden.shape[0]];
  const layer = tf.layers.simpleRNN({
    units,
    useBias: bias !== undefined,
    recurrentInitializer: 'zeros',
    returnSequences: true,
  });
  const given = { weightX: tf.transpose(weightX), weightHidden: tf.transpose(weightHidden), bias };
  return {
    weights: equip(layer, sequence.shape, given),
    back: (gradient) => tf.transpose(gradient),
    run() {
      const initialState = initialHidden === undefined ? {} : { initialState: [joined(initialHidden, 1)] };
      const [hidden = x] = call(layer, joined(x, 2), initialState);
      return tf.reshape(hidden, [...x.shape.slice(0, -1), units]);
    },
  };
}

export function lstm(...[inputs, _]: Call<'sequence.lstm'>): Built {
  const { x, weightX, weightHidden, bias, initialHidden, initialCell } = inputs;
  const units = weightHidden.shape[1] ?? 0;
  const layer = tf.layers.lstm({
    units,
    recurrentActivation: 'sigmoid',
    recurrentInitializer: 'zeros',
    useBias: bias !== undefined,
    returnSequences: true,
    returnState: true,
  });
  const given = { weightX: tf.transpose(weightX), weightHidden: tf.transpose(weightHidden), bias };
  return {
    weights: equip(layer, joined(x, 2).shape, given),
    back: (gradient) => tf.transpose(gradient),
    run() {
      const sequence = joined(x, 2) as tf.Tensor3D;
      const [batch, t, d] = sequence.shape;
      const before = (state: tf.Tensor | undefined) =>
        state === undefined ? tf.zeros([batch, units]) : joined(state, 1);
      const initialState = [before(initialHidden), before(initialCell)];
      const [hidden = sequence] = call(layer, sequence, { initialState });
      // The layer gives the last cell alone: that of every step comes of one step at a time, from the state before it.
      const cells: tf.Tensor[] = [];
      let state = initialState;
      for (let k = 0; k < t; k++) {
        const [, ...next] = call(layer, tf.slice(sequence, [0, k, 0], [batch, 1, d]), { initialState: state });
        state = next;
        cells.push(next[1] ?? sequence);
      }
      const shape = [...x.shape.slice(0, -1), units];
      return {
        hidden: tf.reshape(hidden, shape),
        cell: t === 0 ? tf.zeros(shape) : tf.reshape(tf.stack(cells, 1), shape),
      };
    },
  };
}

/** One matrix a seed: one seed gives the same matrix again, and a shape of more than two axes is one tall matrix. */
export function haarOrthogonal(...[, { shape, n, key, dtype }]: Call<'numerics.haarOrthogonal'>): tf.Tensor {
  if (dtype !== 'float32') throw new Unsupported(`no ${dtype}`);
  const count = shape.reduce((product, size) => product * size, 1);
  if (count === 0) throw new Unsupported('one matrix or more');
  // Each is a factorisation by tensors of its own, which takes milliseconds: the samples of the statistics would take an hour.
  if (count > 256) throw new Unsupported('so many matrices take too long');
  const drawn = Array.from({ length: count }, (_, k) =>
    tf.initializers.orthogonal({ seed: key + k * 2 ** 32 }).apply([n, n]),
  );
  return tf.reshape(tf.stack(drawn), [...shape, n, n]);
}
