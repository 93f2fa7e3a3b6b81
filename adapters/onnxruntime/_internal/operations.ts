import { Tensor } from 'onnxruntime-node';
import type { Adapter } from '../../../conformance/adapter.ts';
import { integers, type Operand, run, runGraph, scalar, single, typeOf, Unsupported } from './run.ts';
import { attention, lstm, lstmCell, rnn } from './sequences.ts';

type Operations = Adapter<Tensor>['operations'];

/** The one result of an operator. */
export async function one(...call: Parameters<typeof run>): Promise<Tensor> {
  const [result] = await run(...call);
  if (result === undefined) throw new Error(`${call[0]} gave nothing`);
  return result;
}

const flag = (value: boolean): number => (value ? 1 : 0);

/** No axes are all of them unless it is said that they are none. */
const reduced = (op: string, x: Tensor, axes: readonly number[] | null, keepdims: boolean): Promise<Tensor> =>
  one(op, axes === null ? [x] : [x, integers(axes)], {
    attributes: { keepdims: flag(keepdims), noop_with_empty_axes: flag(axes !== null) },
  });

/** What ONNX sorts by, too: of equals the one that stands first comes first. */
async function top(x: Tensor, axis: number, k: number, largest: boolean) {
  const [values = x, indices = x] = await run('TopK', [x, integers([k])], {
    attributes: { axis, largest: flag(largest), sorted: 1 },
    results: [typeOf(x), 'int64'],
  });
  return { values, indices };
}

const turned = (x: Tensor): Promise<Tensor> => {
  const axes = x.dims.map((_, axis) => axis);
  return one('Transpose', [x], { attributes: { perm: axes.with(-1, x.dims.length - 2).with(-2, x.dims.length - 1) } });
};

const filled = (like: Tensor, value: number): Operand => {
  const [size = 0] = like.dims;
  return { type: typeOf(like), shape: [size], values: new Array<number>(size).fill(value) };
};

/** A running average of the variance divided by n as one of that divided by n - 1. */
function unbiased(next: Tensor, old: Tensor, momentum: number, count: number): Tensor {
  const [after, before] = [next.data as Float32Array, old.data as Float32Array];
  const data = after.map((value, c) => {
    const kept = (1 - momentum) * (before[c] ?? Number.NaN);
    return kept + ((value - kept) * count) / (count - 1);
  });
  return new Tensor(data, next.dims);
}

const around = ([rows = 0, columns = 0]: readonly number[]): number[] => [rows, columns, rows, columns];

const ids = { float32: 1, float64: 11 } as const;

/** Draws with a seed of single precision, from operators that have kernels up to set 21. */
function drawn(op: string, shape: readonly number[], key: number, dtype: string, attributes = {}): Promise<Tensor> {
  if (dtype !== 'float32' && dtype !== 'float64') throw new Unsupported(`no ${dtype}`);
  return one(op, [], {
    attributes: { ...attributes, shape, seed: { float: key }, dtype: ids[dtype] },
    results: [dtype],
    opset: 21,
    fresh: true,
  });
}

export const operations: Operations = {
  'numerics.bernoulli': async (_, { p, shape, key }) => {
    const size = shape.reduce((product, one) => product * one, 1);
    const odds = new Tensor('float64', new Float64Array(size).fill(p), [...shape]);
    const attributes = { seed: { float: key }, dtype: 6 };
    return one('Bernoulli', [odds], { attributes, results: ['int32'], opset: 21, fresh: true });
  },
  'numerics.normal': (_, { shape, key, dtype }) => drawn('RandomNormal', shape, key, dtype),
  'numerics.uniform': (_, { shape, key, dtype }) => drawn('RandomUniform', shape, key, dtype),
  'tensor.add': ({ a, b }) => one('Add', [a, b]),
  'tensor.mul': ({ a, b }) => one('Mul', [a, b]),
  'tensor.div': ({ a, b }) => one('Div', [a, b]),
  'tensor.clip': ({ x }, { min, max }) => one('Clip', [x, scalar(typeOf(x), min), scalar(typeOf(x), max)]),
  'tensor.round': ({ x }) => one('Round', [x]),
  'tensor.where': async ({ condition, a, b }) => {
    const chosen = await one('Cast', [condition], { attributes: { to: 9 }, results: ['bool'] });
    return one('Where', [chosen, a, b], { results: [typeOf(a)] });
  },
  'tensor.sum': ({ x }, { axes, keepdims }) => reduced('ReduceSum', x, axes, keepdims),
  'tensor.mean': ({ x }, { axes, keepdims }) => reduced('ReduceMean', x, axes, keepdims),
  'tensor.max': ({ x }, { axes, keepdims }) => reduced('ReduceMax', x, axes, keepdims),
  'tensor.argmax': ({ x }, { axis, keepdims }) =>
    one('ArgMax', [x], { attributes: { axis, keepdims: flag(keepdims) }, results: ['int64'] }),
  'tensor.cumsum': ({ x }, { axis }) => one('CumSum', [x, integers([axis], [])]),
  'tensor.topk': ({ x }, { axis, k, largest }) => top(x, axis, k, largest),
  'tensor.sort': ({ x }, { axis, descending }) => top(x, axis, x.dims.at(axis) ?? 0, descending),
  'tensor.permute': ({ x }, { axes }) => one('Transpose', [x], { attributes: { perm: axes } }),
  'tensor.reshape': ({ x }, { shape }) => one('Reshape', [x, integers(shape)], { attributes: { allowzero: 1 } }),
  'tensor.broadcastTo': ({ x }, { shape }) => one('Expand', [x, integers(shape)]),
  'tensor.concat': ({ xs }, { axis }) => one('Concat', xs, { attributes: { axis } }),
  'tensor.stack': async ({ xs }, { axis }) => {
    if (!Number.isInteger(axis)) throw new Unsupported('attributes of the format are integers');
    const names = xs.map((_, k) => `x${k}`);
    const type = xs[0] === undefined ? 'float32' : typeOf(xs[0]);
    const graph = {
      inputs: Object.fromEntries(names.map((name) => [name, type])),
      nodes: [
        { op: 'SequenceConstruct', inputs: names, outputs: ['list'] },
        { op: 'ConcatFromSequence', inputs: ['list'], outputs: ['y'], attributes: { axis, new_axis: 1 } },
      ],
      outputs: { y: type },
    };
    const { y } = await runGraph(graph, Object.fromEntries(names.map((name, k) => [name, xs[k] as Tensor])));
    return y as Tensor;
  },
  'tensor.split': async ({ x }, { axis, parts }) => {
    const size = x.dims.at(axis) ?? 0;
    if (typeof parts !== 'number')
      return run('Split', [x, integers(parts)], { attributes: { axis }, results: parts.map(() => typeOf(x)) });
    if (!Number.isInteger(parts) || parts < 1 || size % parts !== 0)
      throw new Unsupported('of parts that do not fill the axis the last is documented to be smaller');
    return run('Split', [x], {
      attributes: { axis, num_outputs: parts },
      results: new Array<never>(parts).fill(typeOf(x) as never),
    });
  },
  'linalg.matmul': async ({ a, b }, { transposeA, transposeB }) => {
    if (a.dims.length === 2 && b.dims.length === 2)
      return one('Gemm', [a, b], { attributes: { transA: flag(transposeA), transB: flag(transposeB) } });
    return one('MatMul', [transposeA ? await turned(a) : a, transposeB ? await turned(b) : b]);
  },
  'linalg.dot': ({ a, b }) => one('MatMul', [a, b]),
  'linalg.outer': ({ a, b }) => one('Einsum', [a, b], { attributes: { equation: 'i,j->ij' } }),
  'linalg.einsum': ({ xs }, { subscripts }) => one('Einsum', xs, { attributes: { equation: subscripts } }),
  'linalg.dft': ({ x }, { inverse }) =>
    one('DFT', [x, undefined, integers([x.dims.length - 2], [])], { attributes: { inverse: flag(inverse) } }),
  'linalg.frobeniusNorm': ({ a }) => reduced('ReduceL2', a, [-2, -1], false),
  'decompositions.det': ({ a }) => one('Det', [a]),
  'layers.relu': ({ x }) => one('Relu', [x]),
  'layers.softmax': ({ x }) => one('Softmax', [x], { attributes: { axis: -1 } }),
  'layers.logSumExp': ({ x }) => reduced('ReduceLogSumExp', x, [-1], false),
  'layers.linear': async ({ x, weight, bias }) => {
    if (x.dims.length === 2) return one('Gemm', [x, weight, bias], { attributes: { transB: 1 } });
    const y = await one('MatMul', [x, await turned(weight)]);
    return bias === undefined ? y : one('Add', [y, bias]);
  },
  'layers.layerNorm': ({ x, weight, bias }, { epsilon }) => {
    const size = x.dims.at(-1) ?? 0;
    const ones = { type: typeOf(x), shape: [size], values: new Array<number>(size).fill(1) };
    return one('LayerNormalization', [x, weight ?? ones, bias], { attributes: { axis: -1, epsilon: single(epsilon) } });
  },
  'layers.batchNorm': async (inputs, { training, momentum, epsilon }) => {
    const { x, runningMean, runningVariance, weight, bias } = inputs;
    const attributes = { epsilon: single(epsilon), momentum: { float: 1 - momentum }, training_mode: flag(training) };
    const type = typeOf(x);
    const operands = [
      x,
      weight ?? filled(runningMean, 1),
      bias ?? filled(runningMean, 0),
      runningMean,
      runningVariance,
    ];
    const results = await run('BatchNormalization', operands, {
      attributes,
      results: training ? [type, type, type] : [type],
    });
    const [y = x, nextMean = runningMean, nextVariance = runningVariance] = results;
    const count = (x.dims[0] ?? 0) * (x.dims[2] ?? 0);
    return {
      y,
      nextMean,
      nextVariance: training ? unbiased(nextVariance, runningVariance, momentum, count) : nextVariance,
    };
  },
  'layers.conv2d': ({ x, weight, bias }, { stride, padding, dilation, groups }) =>
    one('Conv', [x, weight, bias], {
      attributes: { strides: stride, pads: around(padding), dilations: dilation, group: groups },
    }),
  'layers.convTranspose2d': ({ x, weight, bias }, { stride, padding, dilation, groups, outputPadding }) =>
    one('ConvTranspose', [x, weight, bias], {
      attributes: {
        strides: stride,
        pads: around(padding),
        dilations: dilation,
        group: groups,
        output_padding: outputPadding,
      },
    }),
  'layers.dropout': ({ x }, { p, training, key }) =>
    one('Dropout', [x, scalar(typeOf(x), p), { type: 'bool', shape: [], values: [flag(training)] }], {
      attributes: { seed: key },
      fresh: true,
    }),
  'losses.crossEntropy': ({ logits, target }) => one('SoftmaxCrossEntropyLoss', [logits, target]),
  'sequence.rnn': rnn,
  'sequence.lstm': lstm,
  'sequence.lstmCell': lstmCell,
  'sequence.scaledDotProductAttention': attention,
};
