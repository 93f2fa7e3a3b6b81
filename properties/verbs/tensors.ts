import { lengthOf, rowMajorStrides, type Tensor, tensorOf } from '../../spec/tensor.ts';
import { indicesOf } from './compare.ts';

/** Entry at an index. */
export const at = (tensor: Tensor, ...index: number[]): number => {
  const strides = rowMajorStrides(tensor.shape);
  return tensor.data[index.reduce((offset, one, axis) => offset + one * (strides[axis] ?? 0), 0)] ?? Number.NaN;
};

/** The only element of a scalar. */
export const only = ({ data }: Tensor): number => data[0] ?? Number.NaN;

/** A tensor by its elements, in the data type of another. */
export const build = (like: Tensor, shape: readonly number[], element: (...index: number[]) => number): Tensor =>
  tensorOf(
    like.dtype,
    shape,
    indicesOf(shape).map((index) => element(...index)),
  );

/** A function of every element: exact where the function is. */
export const map = (tensor: Tensor, f: (value: number, position: number) => number): Tensor =>
  tensorOf(tensor.dtype, tensor.shape, Array.from(tensor.data, f));

/** Elementwise sum; exact on integers. */
export const plus = (a: Tensor, b: Tensor): Tensor =>
  map(a, (value, position) => value + (b.data[position] ?? Number.NaN));

/** The last two axes swapped, as a copy. */
export function transposed(a: Tensor): Tensor {
  const [rows = 0, columns = 0] = a.shape.slice(-2);
  const batch = a.shape.slice(0, -2);
  return build(a, [...batch, columns, rows], (...index) =>
    at(a, ...index.slice(0, -2), index.at(-1) ?? 0, index.at(-2) ?? 0),
  );
}

/** The n by n identity. */
export const identity = (like: Tensor, n: number): Tensor => build(like, [n, n], (i, j) => (i === j ? 1 : 0));

/** All elements the same. */
export const filled = (like: Tensor, shape: readonly number[], value: number): Tensor =>
  tensorOf(like.dtype, shape, new Array(lengthOf(like.dtype, shape)).fill(value));

/** The product of two matrices; exact on small integers. */
export const product = (a: Tensor, b: Tensor): Tensor =>
  build(a, [a.shape[0] ?? 1, b.shape[1] ?? 1], (i, j) => {
    let sum = 0;
    for (let p = 0; p < (a.shape[1] ?? 1); p++) sum += at(a, i, p) * at(b, p, j);
    return sum;
  });

/** The largest difference between elements of two tensors of one shape; infinite where the shapes differ. */
export const distance = (a: Tensor, b: Tensor): number =>
  a.shape.join() === b.shape.join()
    ? Math.max(0, ...Array.from(a.data, (value, position) => Math.abs(value - (b.data[position] ?? Number.NaN))))
    : Number.POSITIVE_INFINITY;
