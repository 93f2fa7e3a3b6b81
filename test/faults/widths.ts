import { contiguous, fromTensor, type NdArray, toTensor } from '../../src/ndArray.ts';
import { implementations, pullbacks } from '../../src/registry.generated.ts';
import type { Fault } from './fault.ts';

/** The array with a function of every element and its position. */
const changed = (array: NdArray, f: (value: number, position: number) => number): NdArray => {
  const { dtype, shape, data } = toTensor(array);
  return fromTensor({ dtype, shape, data: data.map(f) });
};

/** The memory of a view read from its start, as if its elements lay there in order. */
const misread = (array: NdArray): NdArray => {
  const copy = contiguous(array, true);
  return { ...copy, data: array.data.slice(0, copy.data.length) };
};

/** Faults that show beyond the sizes, layouts and precisions that a small test has. */
export const faults: readonly Fault[] = [
  {
    name: 'elements after the 64th dropped',
    operation: 'tensor.add',
    caughtBy: 'tensor.add/tiles',
    operations: {
      'tensor.add': (inputs, attributes) =>
        changed(implementations['tensor.add'](inputs, attributes) as NdArray, (value, at) => (at < 64 ? value : 0)),
    },
  },
  {
    name: 'the remainder of a vector of 8 dropped',
    operation: 'linalg.dot',
    caughtBy: 'linalg.dot/tiles',
    operations: {
      'linalg.dot': ({ a, b }, attributes) => {
        const whole = (a.shape[0] ?? 0) - ((a.shape[0] ?? 0) % 8);
        const kept = changed(a, (value, at) => ((a.shape[0] ?? 0) < 8 || at < whole ? value : 0));
        return implementations['linalg.dot']({ a: kept, b }, attributes);
      },
    },
  },
  {
    name: 'computed in single precision',
    operation: 'linalg.outer',
    caughtBy: 'linalg.outer/definition',
    operations: {
      'linalg.outer': ({ a, b }, attributes) =>
        implementations['linalg.outer']({ a: changed(a, Math.fround), b: changed(b, Math.fround) }, attributes),
    },
  },
  {
    name: 'gradient in single precision',
    operation: 'layers.relu',
    caughtBy: 'layers.relu/adjoint',
    gradients: {
      'layers.relu': ({ x }, cotangent, attributes) =>
        pullbacks['layers.relu']({ x }, changed(cotangent, Math.fround), attributes),
    },
  },
  {
    name: 'cotangents below 1e-6 dropped',
    operation: 'tensor.div',
    caughtBy: 'tensor.div/linearCotangent',
    gradients: {
      'tensor.div': (inputs, cotangent, attributes) =>
        pullbacks['tensor.div'](
          inputs,
          changed(cotangent, (value) => (Math.abs(value) < 1e-6 ? 0 : value)),
          attributes,
        ),
    },
  },
  {
    name: 'pullback writes into its input',
    operation: 'tensor.mul',
    caughtBy: 'tensor.mul/untouchedByGradient',
    gradients: {
      'tensor.mul': ({ a, b }, cotangent, attributes) => {
        const gradients = pullbacks['tensor.mul']({ a, b }, cotangent, attributes);
        a.data.fill(0);
        return gradients;
      },
    },
  },
  {
    name: 'pullback ignores the strides of a view',
    operation: 'linalg.matmul',
    caughtBy: 'linalg.matmul/gradientLayouts',
    gradients: {
      'linalg.matmul': ({ a, b }, cotangent, attributes) =>
        pullbacks['linalg.matmul']({ a: misread(a), b }, cotangent, attributes),
    },
  },
  {
    name: 'the cotangent read as if it had no strides',
    operation: 'tensor.mul',
    caughtBy: 'tensor.mul/gradientLayouts',
    gradients: {
      'tensor.mul': (inputs, cotangent, attributes) => pullbacks['tensor.mul'](inputs, misread(cotangent), attributes),
    },
  },
  {
    name: 'the padding behind rows read as elements',
    operation: 'decompositions.cholesky',
    caughtBy: 'decompositions.cholesky/layouts',
    operations: {
      'decompositions.cholesky': ({ a }, attributes) => {
        const isDense = a.strides.at(-1) === 1;
        return implementations['decompositions.cholesky']({ a: isDense ? misread(a) : a }, attributes);
      },
    },
  },
  {
    name: 'the buffer of a view read from its start',
    operation: 'linalg.matmul',
    caughtBy: 'linalg.matmul/storage',
    operations: {
      'linalg.matmul': ({ a, b }, attributes) => {
        const whole = b.data.byteLength % 8 === 0 ? new Float64Array(b.data.buffer) : b.data;
        return implementations['linalg.matmul']({ a, b: { ...b, data: whole } }, attributes);
      },
    },
  },
  {
    name: 'the gradient over an empty batch is 0 / 0',
    operation: 'layers.linear',
    caughtBy: 'layers.linear/emptyGradient',
    gradients: {
      'layers.linear': async (inputs, cotangent, attributes) => {
        const gradients = await pullbacks['layers.linear'](inputs, cotangent, attributes);
        const { weight } = gradients;
        if (inputs.x.data.length > 0 || weight === undefined) return gradients;
        return { ...gradients, weight: changed(weight, () => Number.NaN) };
      },
    },
  },
  {
    name: 'the pullback ignores the strides of its input',
    operation: 'decompositions.eigh',
    caughtBy: 'decompositions.eigh/gradientLayouts',
    gradients: {
      'decompositions.eigh': ({ a }, cotangents, attributes) =>
        pullbacks['decompositions.eigh']({ a: misread(a) }, cotangents, attributes),
    },
  },
  {
    name: 'the gradient of the first member alone for two batch axes',
    operation: 'linalg.spectralNorm',
    caughtBy: 'linalg.spectralNorm/gradientBatch',
    gradients: {
      'linalg.spectralNorm': async (inputs, cotangent, attributes) => {
        const { a } = await pullbacks['linalg.spectralNorm'](inputs, cotangent, attributes);
        const size = (inputs.a.shape.at(-1) ?? 1) * (inputs.a.shape.at(-2) ?? 1);
        const isDeep = inputs.a.shape.length > 3;
        return { a: a && isDeep ? changed(a, (value, at) => (at < size ? value : 0)) : a };
      },
    },
  },
];
