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

/** A function of the elements of two tensors of one shape, pair by pair. */
export const zipped = (a: Tensor, b: Tensor, f: (x: number, y: number, position: number) => number): Tensor =>
  map(a, (value, position) => f(value, b.data[position] ?? Number.NaN, position));

/** Elementwise sum; exact on integers. */
export const plus = (a: Tensor, b: Tensor): Tensor => zipped(a, b, (x, y) => x + y);

/** Elementwise difference; exact on integers. */
export const minus = (a: Tensor, b: Tensor): Tensor => zipped(a, b, (x, y) => x - y);

/** Elementwise product; exact on small integers. */
export const times = (a: Tensor, b: Tensor): Tensor => zipped(a, b, (x, y) => x * y);

export const negated = (a: Tensor): Tensor => map(a, (value) => -value);

/** Every element times a number. */
export const scaled = (a: Tensor, factor: number): Tensor => map(a, (value) => value * factor);

/** A number added to every element. */
export const shifted = (a: Tensor, by: number): Tensor => map(a, (value) => value + by);

/** The tensor with zeros replaced by ones: for divisors. */
export const withoutZeros = (a: Tensor): Tensor => map(a, (value) => value || 1);

/** Integers whose mean is an integer: the first one makes up for the rest. */
export function withIntegerMean(x: Tensor): Tensor {
  const n = x.data.length;
  const excess = Array.from(x.data).reduce((sum, value) => sum + value, 0) % n;
  return map(x, (value, position) => (position === 0 ? value - ((excess + n) % n) : value));
}

/** The tensor with NaN in the place of one element, whose position is taken modulo their number. */
export const withNaN = (a: Tensor, position: number): Tensor =>
  map(a, (value, here) => (here === position % a.data.length ? Number.NaN : value));

/** A vector of some numbers. */
export const vector = ({ dtype }: Pick<Tensor, 'dtype'>, values: readonly number[]): Tensor =>
  tensorOf(dtype, [values.length], values);

/** <a, b> over all elements; exact on small integers. */
export const inner = (a: Tensor, b: Tensor): number =>
  Array.from(times(a, b).data).reduce((sum, term) => sum + term, 0);

/** The same as a scalar, which keeps all of its bits. */
export const paired = (a: Tensor, b: Tensor): Tensor => tensorOf('float64', [], [inner(a, b)]);

/** The elements in the same order, in another shape. */
export const inShape = (x: Tensor, shape: readonly number[]): Tensor => tensorOf(x.dtype, shape, x.data);

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

/** Numbers in rows of a width. */
export const rowsOf = (values: ArrayLike<number>, width: number): number[][] =>
  Array.from({ length: width === 0 ? 0 : values.length / width }, (_, row) =>
    Array.from(values).slice(row * width, (row + 1) * width),
  );

/** Numbers in rows of a width, column by column. */
export const columnsOf = (values: ArrayLike<number>, width: number): number[][] =>
  Array.from({ length: width }, (_, column) => Array.from(values).filter((_value, at) => at % width === column));

/** All elements 0, in the shape of another. */
export const zeros = (like: Tensor): Tensor => filled(like, like.shape, 0);

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
