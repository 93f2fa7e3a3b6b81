import * as tf from '@tensorflow/tfjs';
import { type Adapter, type AdapterProfile, defineAdapter } from '../../../conformance/adapter.ts';
import type { Tensor } from '../../../spec/tensor.ts';
import { type Built, batchNorm, dropout, haarOrthogonal, layerNorm, linear, lstm, rnn } from './layers.ts';
import { core } from './operations.ts';
import { inScope, Unsupported } from './scope.ts';

type Named = Readonly<Record<string, tf.Tensor | readonly tf.Tensor[] | undefined>>;

type Call<Result> = (inputs: never, attributes: never) => Result;

/** What a way of the library offers: operations by id, as calls and as layers. */
export interface Offered {
  readonly calls: Readonly<Record<string, Call<unknown>>>;
  readonly layers: Readonly<Record<string, Call<Built>>>;
}

export const everything: Offered = {
  calls: { ...core, 'numerics.haarOrthogonal': haarOrthogonal },
  layers: {
    'layers.batchNorm': batchNorm,
    'layers.layerNorm': layerNorm,
    'layers.dropout': dropout,
    'layers.linear': linear,
    'sequence.rnn': rnn,
    'sequence.lstm': lstm,
  },
};

const mapped = <T, U>(record: Readonly<Record<string, T>>, f: (value: T) => U): Record<string, U> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, f(value)]));

/** Members of lists and records, those of integers left out. */
function floats(value: unknown): tf.Tensor[] {
  if (value instanceof tf.Tensor) return value.dtype === 'int32' ? [] : [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(floats) : [];
}

/** sum <y, G>, whose gradient is the pullback of G where there are several results. */
const paired = (results: Named, cotangents: Named): tf.Tensor =>
  tf.addN(
    Object.entries(cotangents).flatMap(([name, cotangent]) => {
      const given = floats(cotangent);
      return floats(results[name]).map((y, at) => tf.sum(tf.mul(y, given[at] ?? y)));
    }),
  );

/** The library's own differentiation of a computation by some tensors. */
function differentiate(by: tf.Tensor[], compute: () => unknown, cotangent: unknown): Map<tf.Tensor, tf.Tensor> {
  const gradients =
    cotangent instanceof tf.Tensor
      ? tf.grads(compute as () => tf.Tensor)(by, cotangent)
      : tf.grads(() => paired(named(compute()), named(cotangent)))(by);
  return new Map(by.map((x, at) => [x, gradients[at] ?? x]));
}

const named = (value: unknown): Named => (Array.isArray(value) ? { ys: value } : (value as Named));

function gradientOf(compute: (inputs: Named, attributes: object) => Built) {
  return (inputs: Named, cotangent: unknown, attributes: object) => {
    if ('training' in attributes && 'momentum' in attributes && attributes.training === true)
      throw new Unsupported('what a layer keeps is not differentiated');
    const { weights, run, back } = compute(inputs, attributes);
    const operands = { ...inputs, ...weights };
    const gradients = differentiate(floats(operands), run, cotangent);
    const of = (name: string, x: unknown): unknown => {
      if (Array.isArray(x)) return x.map((one) => of(name, one));
      const gradient = gradients.get(x as tf.Tensor);
      return gradient !== undefined && name in weights ? (back?.(gradient) ?? gradient) : gradient;
    };
    return Object.fromEntries(Object.entries(operands).map(([name, x]) => [name, of(name, x)]));
  };
}

const withoutGradient = ['numerics.', 'optimizers.', 'tensor.argmax', 'linalg.dft'];

interface Way {
  readonly name: string;
  readonly backend: 'cpu' | 'wasm';
  readonly offered: Offered;
  readonly promises?: AdapterProfile['operations'];
}

/**
 * TensorFlow.js 4.22: float32, row-major, no views. Declared conventions, none of which counts as a bug:
 * - images are [n, h, w, c] and filters [kh, kw, c, o]: axes are permuted here;
 * - operands of a binary operation are converted to the wider type;
 * - the weight of what is new in batchNormalization is 1 - momentum, and what it averages the variance divided by n (as in Keras);
 * - labels are one-hot, a condition is of type bool;
 * - tf.basicLSTMCell has the candidate before the forget gate, and one matrix for input and state;
 * - a backend lacks kernels (wasm those of FFT, Einsum and Multinomial), and a kernel may lack a gradient: it says so.
 */
export function tfjsAdapter({ name, backend, offered, promises = {} }: Way): Adapter<Tensor> {
  const computations: Record<string, (inputs: Named, attributes: object) => Built> = {
    ...mapped(offered.calls, (call) => (inputs, attributes) => ({
      weights: {},
      run: () => call(inputs as never, attributes as never) as tf.Tensor,
    })),
    ...mapped(offered.layers, (build) => (inputs, attributes) => build(inputs as never, attributes as never)),
  };
  const ofGradients = Object.entries(computations).filter(
    ([id]) => !withoutGradient.some((start) => id.startsWith(start)),
  );
  return defineAdapter<Tensor>({
    name,
    version: tf.version_core,
    profile: {
      dtype: 'float32',
      beyond: ['dtypes'],
      operations: { 'sequence.*': { batches: 'leading' }, ...promises },
    },
    toNative: (tensor) => tensor,
    fromNative: (tensor) => tensor,
    operations: mapped(computations, (compute) =>
      inScope(backend, (inputs: Named, attributes: object) => compute(inputs, attributes).run()),
    ),
    gradients: mapped(Object.fromEntries(ofGradients), (compute) => inScope(backend, gradientOf(compute))),
  });
}
