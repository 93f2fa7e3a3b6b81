import * as tf from '@tensorflow/tfjs';
import type { Adapter, Implementation } from '../../../conformance/adapter.ts';
import type { operations } from '../../../spec/registry.generated.ts';
import { joined } from './layers.ts';
import { Unsupported } from './scope.ts';

type Operations = Adapter<tf.Tensor>['operations'];

/** Images are [n, h, w, c] here, and the filters of convolutions [kh, kw, c, o]. */
const toChannelsLast = (x: tf.Tensor): tf.Tensor4D => tf.transpose(x as tf.Tensor4D, [0, 2, 3, 1]);
const toChannelsFirst = (y: tf.Tensor): tf.Tensor => tf.transpose(y, [0, 3, 1, 2]);
const toFilter = (weight: tf.Tensor): tf.Tensor4D => tf.transpose(weight as tf.Tensor4D, [2, 3, 1, 0]);

type Pair = [number, number];
const pair = ([first = 1, second = 1]: readonly number[]): Pair => [first, second];
type Padding = number | [Pair, Pair, Pair, Pair];
/** As a number where it is the same for rows and columns, which is how it is documented first. */
const around = ([rows = 0, columns = 0]: readonly number[], plain: boolean): Padding =>
  rows === columns && !plain
    ? rows
    : [
        [0, 0],
        [rows, rows],
        [columns, columns],
        [0, 0],
      ];
const isLarger = (sizes: readonly number[]): boolean => sizes.some((size) => size > 1);

const axesOf = (axes: readonly number[] | null): number[] | undefined => (axes === null ? undefined : [...axes]);

function lastAxis(x: tf.Tensor, axis: number): void {
  if (axis !== -1 && axis !== x.rank - 1) throw new Unsupported('tf.topk: the last dimension only');
}

const seeded = (dtype: string): 'float32' => {
  if (dtype !== 'float32') throw new Unsupported(`no ${dtype}`);
  return dtype;
};

/** A weight as an optimizer hands it out. */
function tensorOf(weight: { readonly tensor: unknown } | undefined): tf.Tensor {
  if (weight?.tensor instanceof tf.Tensor) return weight.tensor;
  throw new Error('the optimizer has no such weight');
}

async function adam(
  { parameter, gradient, m, v }: Readonly<Record<'parameter' | 'gradient' | 'm' | 'v', tf.Tensor>>,
  { step, learningRate, beta1, beta2, epsilon, weightDecay }: Readonly<Record<string, number>>,
) {
  if (weightDecay !== 0) throw new Unsupported('tf.train.adam has no weight decay');
  if (step === undefined || !(Number.isInteger(step) && step >= 1)) throw new Unsupported('it counts the steps itself');
  const variable = tf.variable(parameter, true, 'parameter');
  const optimizer = tf.train.adam(learningRate, beta1, beta2, epsilon);
  await optimizer.setWeights([
    { name: 'iter', tensor: tf.scalar(step - 1, 'int32') },
    { name: 'm', tensor: m },
    { name: 'v', tensor: v },
  ]);
  optimizer.applyGradients([{ name: 'parameter', tensor: gradient }]);
  const [, nextM, nextV] = await optimizer.getWeights();
  return { nextParameter: variable, nextM: tensorOf(nextM), nextV: tensorOf(nextV) };
}

type Call<Id extends keyof typeof operations> = Parameters<Implementation<(typeof operations)[Id], tf.Tensor>>;

export const matmul = (...[{ a, b }, { transposeA, transposeB }]: Call<'linalg.matmul'>): tf.Tensor =>
  tf.matMul(a, b, transposeA, transposeB);

export const cumsum = (...[{ x }, { axis }, plain = false]: [...Call<'tensor.cumsum'>, plain?: boolean]): tf.Tensor =>
  tf.cumsum(x, plain && axis < 0 ? axis + x.rank : axis);

export function norm(...[{ a }, { ord }, plain = false]: [...Call<'linalg.norm'>, plain?: boolean]): tf.Tensor {
  if (ord === 'max' || a.rank < 2) throw new Unsupported('tf.norm has no largest entry, and other norms of vectors');
  const axes = plain ? [a.rank - 2, a.rank - 1] : [-2, -1];
  const named: Readonly<Record<string, number>> = { '1': 1, inf: Number.POSITIVE_INFINITY };
  return tf.norm(a, (named[ord] ?? ord) as 'fro', axes);
}

export function qr({ a }: { readonly a: tf.Tensor }): { q: tf.Tensor; r: tf.Tensor } {
  const [q, r] = tf.linalg.qr(a);
  return { q, r };
}

export function conv2d(
  ...[{ x, weight, bias }, { stride, padding, dilation, groups }, plain = false]: [
    ...Call<'layers.conv2d'>,
    plain?: boolean,
  ]
): tf.Tensor {
  const [images, strides, pad, dilations] = [toChannelsLast(x), pair(stride), around(padding, plain), pair(dilation)];
  if (isLarger(strides) && isLarger(dilations)) throw new Unsupported('tf.conv2d: strides or dilations must be 1');
  const depth = images.shape[3];
  if (groups === 1) {
    const filter = toFilter(weight);
    if (bias !== undefined)
      return toChannelsFirst(tf.fused.conv2d({ x: images, filter, strides, pad, dilations, bias }));
    return toChannelsFirst(tf.conv2d(images, filter, strides, pad, 'NHWC', dilations));
  }
  const [outputs = 0, inputs = 0, rows = 0, columns = 0] = weight.shape;
  if (groups !== depth || inputs !== 1 || outputs % depth !== 0)
    throw new Unsupported('tf.depthwiseConv2d: as many groups as channels, or one');
  const filter = tf.reshape(tf.transpose(weight, [2, 3, 0, 1]), [rows, columns, depth, outputs / depth]);
  const y = tf.depthwiseConv2d(images, filter as tf.Tensor4D, strides, pad, 'NHWC', dilations);
  return toChannelsFirst(bias === undefined ? y : tf.add(y, bias));
}

export function convTranspose2d(
  ...[inputs, attributes, plain = false]: [...Call<'layers.convTranspose2d'>, plain?: boolean]
): tf.Tensor {
  const { x, weight, bias } = inputs;
  const { stride, padding, dilation, groups, outputPadding } = attributes;
  if (groups !== 1 || isLarger(dilation)) throw new Unsupported('tf.conv2dTranspose has no groups and no dilation');
  const [n = 0, , h = 0, w = 0] = x.shape;
  const [, o = 0, kh = 0, kw = 0] = weight.shape;
  const size = (axis: number, input: number, kernel: number) =>
    (input - 1) * (stride[axis] ?? 1) - 2 * (padding[axis] ?? 0) + kernel + (outputPadding[axis] ?? 0);
  const y = tf.conv2dTranspose(
    toChannelsLast(x),
    toFilter(weight),
    [n, size(0, h, kh), size(1, w, kw), o],
    pair(stride),
    around(padding, plain),
  );
  return toChannelsFirst(bias === undefined ? y : tf.add(y, bias));
}

/** Convolutions whose padding is given in pairs for rows and columns, where a number gives results of wrong sizes. */
export const paddedInPairs: Operations = {
  'layers.conv2d': (inputs, attributes) => conv2d(inputs, attributes, true),
  'layers.convTranspose2d': (inputs, attributes) => convTranspose2d(inputs, attributes, true),
};

/** The operations of tfjs-core, each by a call of its own. */
export const core: Operations = {
  'numerics.bernoulli': (_, { p, shape, key }) => {
    const size = shape.reduce((product, one) => product * one, 1);
    return tf.reshape(tf.multinomial(tf.tensor1d([1 - p, p]), size, key, true), [...shape]);
  },
  'numerics.normal': (_, { shape, key, dtype }) => tf.randomStandardNormal([...shape], seeded(dtype), key),
  'numerics.uniform': (_, { shape, key, dtype }) => tf.randomUniform([...shape], 0, 1, seeded(dtype), key),
  'tensor.add': ({ a, b }) => tf.add(a, b),
  'tensor.mul': ({ a, b }) => tf.mul(a, b),
  'tensor.div': ({ a, b }) => tf.div(a, b),
  'tensor.clip': ({ x }, { min, max }) => tf.clipByValue(x, min, max),
  'tensor.round': ({ x }) => tf.round(x),
  'tensor.where': ({ condition, a, b }) => tf.where(tf.cast(condition, 'bool'), a, b),
  'tensor.sum': ({ x }, { axes, keepdims }) => tf.sum(x, axesOf(axes), keepdims),
  'tensor.mean': ({ x }, { axes, keepdims }) => tf.mean(x, axesOf(axes), keepdims),
  'tensor.max': ({ x }, { axes, keepdims }) => tf.max(x, axesOf(axes), keepdims),
  'tensor.argmax': ({ x }, { axis, keepdims }) => {
    if (keepdims) throw new Unsupported('tf.argMax has no keepDims');
    return tf.argMax(x, axis);
  },
  'tensor.cumsum': cumsum,
  'tensor.topk': ({ x }, { axis, k, largest }) => {
    lastAxis(x, axis);
    if (!largest) throw new Unsupported('tf.topk: the largest only');
    const { values, indices } = tf.topk(x, k);
    return { values, indices };
  },
  'tensor.permute': ({ x }, { axes }) => tf.transpose(x, [...axes]),
  'tensor.reshape': ({ x }, { shape }) => tf.reshape(x, [...shape]),
  'tensor.broadcastTo': ({ x }, { shape }) => tf.broadcastTo(x, [...shape] as [number]),
  'tensor.concat': ({ xs }, { axis }) => tf.concat([...xs], axis),
  'tensor.stack': ({ xs }, { axis }) => tf.stack([...xs], axis),
  'tensor.split': ({ x }, { axis, parts }) => tf.split(x, typeof parts === 'number' ? parts : [...parts], axis),
  'linalg.matmul': matmul,
  'linalg.dot': ({ a, b }) => tf.dot(a, b),
  'linalg.outer': ({ a, b }) => tf.outerProduct(a as tf.Tensor1D, b as tf.Tensor1D),
  'linalg.einsum': ({ xs }, { subscripts }) => {
    const [inputs = ''] = String(subscripts).split('->');
    const terms = inputs.split(',').map((term) => [...term.trim()]);
    const repeats = terms.some((term) => new Set(term).size < term.length);
    if (terms.length > 2 || repeats) throw new Unsupported('tf.einsum: up to two operands, no ... and no label twice');
    const labelled = terms.flatMap((term, which) =>
      term.map((label, axis) => [label, xs[which]?.shape[axis]] as const),
    );
    const stretched = labelled.some(([label, size]) =>
      labelled.some(([other, more]) => label === other && size === 1 && more !== 1),
    );
    if (stretched) throw new Unsupported('tf.einsum: axes of one label have one size');
    return tf.einsum(subscripts, ...xs);
  },
  'linalg.dft': ({ x }, { inverse }) => (inverse ? tf.ifft(x) : tf.fft(x)),
  'linalg.frobeniusNorm': ({ a }) => tf.norm(a, 'euclidean', [-2, -1]),
  'linalg.norm': norm,
  'decompositions.qr': qr,
  'layers.relu': ({ x }) => tf.relu(x),
  'layers.softmax': ({ x }) => tf.softmax(x),
  'layers.logSumExp': ({ x }) => tf.logSumExp(x, -1),
  'layers.conv2d': conv2d,
  'layers.convTranspose2d': convTranspose2d,
  'sequence.lstmCell': ({ x, hidden, cell, weightX, weightHidden, bias }) => {
    // One matrix for both, from the left; the candidate stands before the forget gate.
    const kernel = tf.transpose(tf.concat([weightX, weightHidden], 1));
    const inOrder = (z: tf.Tensor) => {
      const [input, forget, candidate, output] = tf.split(z, 4, -1);
      return tf.concat([input, candidate, forget, output] as tf.Tensor[], -1);
    };
    const shape = hidden.shape;
    const [h = 0] = shape.slice(-1);
    const [nextCell, nextHidden] = tf.basicLSTMCell(
      tf.scalar(0),
      inOrder(kernel) as tf.Tensor2D,
      inOrder(bias ?? tf.zeros([4 * h])) as tf.Tensor1D,
      joined(x, 1) as tf.Tensor2D,
      joined(cell, 1) as tf.Tensor2D,
      joined(hidden, 1) as tf.Tensor2D,
    );
    return { nextHidden: tf.reshape(nextHidden, shape), nextCell: tf.reshape(nextCell, shape) };
  },
  'losses.crossEntropy': ({ logits, target }) => {
    const [, classes = 0] = logits.shape;
    const labels = target.dataSync();
    // The labels of the library are vectors, so that there is no class that is not one.
    if (labels.some((label) => label < 0 || label >= classes)) throw new Unsupported('labels are one-hot');
    const hot = classes < 2 ? tf.ones([...target.shape, classes]) : tf.oneHot(target as tf.Tensor1D, classes);
    return tf.losses.softmaxCrossEntropy(hot, logits);
  },
  'optimizers.adam': adam,
  'optimizers.sgd': async ({ parameter, gradient, velocity }, { learningRate, momentum, weightDecay, nesterov }) => {
    if (weightDecay !== 0) throw new Unsupported('tf.train.momentum has no weight decay');
    const variable = tf.variable(parameter, true, 'parameter');
    const optimizer = tf.train.momentum(learningRate, momentum, nesterov);
    await optimizer.setWeights([
      { name: 'iter', tensor: tf.scalar(0, 'int32') },
      { name: 'velocity', tensor: velocity },
    ]);
    optimizer.applyGradients([{ name: 'parameter', tensor: gradient }]);
    const [, next] = await optimizer.getWeights();
    return { nextParameter: variable, nextVelocity: tensorOf(next) };
  },
};
