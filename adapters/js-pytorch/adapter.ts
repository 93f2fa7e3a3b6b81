import { torch } from 'js-pytorch';
import { type Adapter, defineAdapter } from '../../conformance/adapter.ts';
import type { Tensor } from '../../spec/tensor.ts';

/**
 * js-pytorch 0.7: nested arrays of numbers, in double precision, on the CPU. Declared conventions, none of which counts as a bug:
 * - there are no scalars and no empty tensors: a tensor has one axis or more;
 * - reductions are over one axis, and `keepdims` keeps the sizes too, so that it is not asked for;
 * - `transpose` exchanges two axes; `reshape` infers no size;
 * - nn.Linear has its weight as [in, out], nn.LayerNorm no epsilon;
 * - what draws at random has no seed, so that nothing can be asked again.
 */
type Native = InstanceType<typeof torch.Tensor>;
type Nested = number | Nested[];

class Unsupported extends Error {
  override readonly name = 'Unsupported';
}

const nested = (data: ArrayLike<number>, shape: readonly number[], start = 0): Nested => {
  const [size = 1, ...inner] = shape;
  if (shape.length === 0) return data[start] ?? Number.NaN;
  const step = inner.reduce((product, one) => product * one, 1);
  return Array.from({ length: size }, (_, k) => nested(data, inner, start + k * step));
};

const shapeOf = (value: Nested): number[] => (Array.isArray(value) ? [value.length, ...shapeOf(value[0] ?? [])] : []);

/** Natives of tensors without axes, which the library has not: numbers stand in their place. */
const scalars = new WeakSet<Native>();

const elementwise =
  (op: (a: Native, b: Native) => Native) =>
  ({ a, b }: { readonly a: Native; readonly b: Native }): Native => {
    if (scalars.has(a) || scalars.has(b)) throw new Unsupported('no tensor without axes');
    return op(a, b);
  };

const flat = (value: Nested): number[] => (Array.isArray(value) ? value.flatMap(flat) : [value]);

const oneAxis = (x: Native, axes: readonly number[] | null): number => {
  const [axis, ...more] = axes ?? x.shape.map((_: number, at: number) => at);
  if (axis === undefined || more.length > 0) throw new Unsupported('one axis');
  return axis;
};

function reduced(x: Native, axes: readonly number[] | null, keepdims: boolean, op: 'sum' | 'mean'): Native {
  if (keepdims) throw new Unsupported('keepdims keeps the size of the axis');
  return x[op](oneAxis(x, axes));
}

const turned = (x: Native, flag = true): Native => (flag ? x.transpose(-2, -1) : x);

/** Layers are given their parameters, as a saved model gives them. */
function linear({ x, weight, bias }: { x: Native; weight: Native; bias?: Native | undefined }): Native {
  if (x.ndims < 2) throw new Unsupported('nn.Linear: a batch');
  const [outputs = 0, inputs = 0] = weight.shape;
  const layer = new torch.nn.Linear(inputs, outputs, 'cpu', bias !== undefined);
  layer.W = turned(weight);
  if (bias !== undefined) layer.b = bias;
  return layer.forward(x);
}

function layerNorm({ x, weight, bias }: { x: Native; weight?: Native | undefined; bias?: Native | undefined }): Native {
  const layer = new torch.nn.LayerNorm(x.shape.at(-1));
  if (weight !== undefined) layer.gamma = weight;
  if (bias !== undefined) layer.beta = bias;
  return layer.forward(x);
}

interface Step {
  readonly step: number;
  readonly learningRate: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  readonly weightDecay: number;
}

function adam(
  { parameter, gradient, m, v }: Readonly<Record<'parameter' | 'gradient' | 'm' | 'v', Native>>,
  { step, learningRate, beta1, beta2, epsilon, weightDecay }: Step,
) {
  if (!(Number.isInteger(step) && step >= 1)) throw new Unsupported('it is not told of steps');
  const variable = new torch.Tensor(parameter.data);
  const optimizer = new torch.optim.Adam([variable], learningRate, weightDecay, [beta1, beta2], epsilon);
  variable._grad = gradient;
  variable.m = m;
  variable.v = v;
  optimizer.step();
  return { nextParameter: new torch.Tensor(variable.data), nextM: variable.m, nextV: variable.v };
}

const operations: Adapter<Native>['operations'] = {
  'tensor.add': elementwise(torch.add),
  'tensor.mul': elementwise(torch.mul),
  'tensor.div': elementwise(torch.div),
  'tensor.sum': ({ x }, { axes, keepdims }) => reduced(x, axes, keepdims, 'sum'),
  'tensor.mean': ({ x }, { axes, keepdims }) => reduced(x, axes, keepdims, 'mean'),
  'tensor.permute': ({ x }, { axes }) => {
    const [first, second, ...more] = axes.flatMap((axis, at) => (axis === at ? [] : [at]));
    if (first === undefined || second === undefined || more.length > 0) throw new Unsupported('two axes exchanged');
    return torch.transpose(x, first, second);
  },
  'tensor.reshape': ({ x }, { shape }) => {
    if (shape.length === 0 || shape.includes(-1)) throw new Unsupported('sizes of one axis or more');
    return torch.reshape(x, [...shape]);
  },
  'linalg.matmul': ({ a, b }, { transposeA, transposeB }) => torch.matmul(turned(a, transposeA), turned(b, transposeB)),
  'layers.linear': linear,
  'layers.relu': ({ x }) => new torch.nn.ReLU().forward(x),
  'layers.softmax': ({ x }) => new torch.nn.Softmax().forward(x, -1),
  'layers.layerNorm': ({ x, weight, bias }, { epsilon }) => {
    if (epsilon !== 0) throw new Unsupported('nn.LayerNorm has no epsilon');
    return layerNorm({ x, weight, bias });
  },
  'losses.crossEntropy': ({ logits, target }) => new torch.nn.CrossEntropyLoss().forward(logits, target),
  'optimizers.adam': adam,
  'optimizers.adamw': adam,
};

type Call = (inputs: Readonly<Record<string, Native | undefined>>, attributes: object) => Native;

/** The library's own differentiation: operands that require a gradient, and a step back from the cotangent. */
const gradientOf =
  (call: Call) => (inputs: Readonly<Record<string, Native | undefined>>, cotangent: Native, attributes: object) => {
    const operands = Object.fromEntries(
      Object.entries(inputs).map(([name, x]) => [name, x && (name === 'target' ? x : new torch.Tensor(x.data, true))]),
    );
    call(operands, attributes).backward(cotangent);
    const differentiated = Object.entries(operands).filter(([, x]) => x?.requires_grad);
    return Object.fromEntries(differentiated.map(([name, x]) => [name, x && new torch.Tensor(x.grad)]));
  };

const isDifferentiable = ([id]: [string, unknown]): boolean => !id.startsWith('optimizers.');

export default defineAdapter<Native>({
  name: 'js-pytorch',
  version: '0.7.2',
  profile: { dtype: 'float64', empty: false, ranks: [1, 8], operations: { 'losses.*': { ranks: [0, 8] } } },
  toNative({ data, shape, dtype }: Tensor) {
    if (dtype !== 'float64' && dtype !== 'int32') throw new Unsupported(`no ${dtype}`);
    if (data.length === 0) throw new Unsupported('a tensor has one element or more');
    const native = new torch.Tensor(shape.length === 0 ? [data[0]] : (nested(data, shape) as Nested[]));
    if (shape.length === 0) scalars.add(native);
    return native;
  },
  fromNative(value, { dtype, shape }) {
    const data = value.data as Nested[];
    const own = shape.length === 0 && data.length === 1 ? [] : shapeOf(data);
    if (dtype === 'int32') return { dtype, shape: own, data: Int32Array.from(flat(data)) };
    return { dtype: 'float64', shape: own, data: Float64Array.from(flat(data)) };
  },
  operations,
  gradients: Object.fromEntries(
    Object.entries(operations)
      .filter(isDifferentiable)
      .map(([id, call]) => [id, gradientOf(call as unknown as Call)]),
  ),
});
