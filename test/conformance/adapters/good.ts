import type { Tensor } from '../../../spec/tensor.ts';

const vector = (x: Tensor): Tensor => {
  if (x.shape.length !== 1) throw new RangeError(`a vector is needed, got ${x.shape.length} axes`);
  if (x.dtype === 'int32') throw new TypeError('floating-point numbers are needed');
  return x;
};

/** A small adapter that is right: its values are the neutral tensors themselves. */
export const good = {
  name: 'good',
  version: '1.0.0',
  profile: { dtype: 'float64' },
  toNative: (tensor: Tensor) => tensor,
  fromNative: (tensor: Tensor) => tensor,
  operations: {
    'linalg.dot': ({ a, b }: { a: Tensor; b: Tensor }): unknown => {
      if (vector(a).data.length !== vector(b).data.length || a.dtype !== b.dtype) throw new RangeError('a and b must be alike');
      return Array.from(a.data).reduce((sum, value, i) => sum + value * (b.data[i] ?? 0), 0);
    },
    'linalg.outer': ({ a, b }: { a: Tensor; b: Tensor }): unknown => {
      if (vector(a).dtype !== vector(b).dtype) throw new TypeError('a and b must be alike');
      const products = Array.from(a.data, (x) => Array.from(b.data, (y) => x * y)).flat();
      return { dtype: a.dtype, shape: [a.data.length, b.data.length], data: Float64Array.from(products) };
    },
  },
} as const;

/** The good adapter with another `linalg.dot`. */
export const withDot = (dot: (inputs: { a: Tensor; b: Tensor }) => unknown) => ({
  ...good,
  name: 'misbehaving',
  operations: { ...good.operations, 'linalg.dot': dot },
});

export default good;
