import { sizeOf } from '../../../spec/tensor.ts';
import { doubles, store } from '../../../src/_internal/values.ts';
import { forEachOffset, type NdArray, stretch, zeros } from '../../../src/ndArray.ts';

/** The elements in row-major order. */
export const valuesOf = (array: NdArray): number[] => Array.from(doubles(array));

/** A row-major array of these elements. */
export function arrayOf(dtype: NdArray['dtype'], shape: readonly number[], values: ArrayLike<number>): NdArray {
  const array = zeros(dtype, shape);
  store(array, values);
  return array;
}

/** An array of the same shape and type with each element replaced. */
export const mapped = (array: NdArray, f: (value: number, at: number) => number): NdArray =>
  arrayOf(array.dtype, array.shape, valuesOf(array).map(f));

/** An array of the same shape and type, all zeros. */
export const none = (array: NdArray): NdArray => zeros(array.dtype, array.shape);

/** Every element times a number. */
export const scaled = (array: NdArray, factor: number): NdArray => mapped(array, (value) => value * factor);

/** NaN as 0. */
export const orZero = (value: number): number => (Number.isNaN(value) ? 0 : value);

/** An array of the same type made row by row; every row keeps its length, or all become one number. */
export function byRows(array: NdArray, f: (row: number[], at: number) => number[]): NdArray {
  const length = array.shape.at(-1) ?? 1;
  const values = valuesOf(array);
  const rows = Array.from({ length: length === 0 ? 0 : values.length / length }, (_, at) =>
    f(values.slice(at * length, (at + 1) * length), at),
  );
  const shape = rows.every((row) => row.length === length) ? array.shape : array.shape.slice(0, -1);
  return arrayOf(array.dtype, shape, rows.flat());
}

/** One number for each row, in another shape. */
export function perRow(array: NdArray, shape: readonly number[], of: (row: number[]) => number): NdArray {
  const rows: number[] = [];
  byRows(array, (row) => {
    rows.push(of(row));
    return row;
  });
  return arrayOf(array.dtype, shape, rows);
}

export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** a and b stretched to each other, pair by pair, and the shape of the result. */
export function zipped(a: NdArray, b: NdArray, f: (x: number, y: number) => number): NdArray {
  const rank = Math.max(a.shape.length, b.shape.length);
  const padded = ({ shape }: NdArray) => [...new Array<number>(rank - shape.length).fill(1), ...shape];
  const [left, right] = [padded(a), padded(b)];
  const shape = left.map((size, axis) => (size === 1 ? (right[axis] ?? 1) : size));
  const [x, y] = [valuesOf(stretch(a, shape)), valuesOf(stretch(b, shape))];
  return arrayOf(
    a.dtype,
    shape,
    x.map((value, at) => f(value, y[at] ?? Number.NaN)),
  );
}

/** The matrices of a stack, row-major, one after another. */
export function matricesOf(array: NdArray): {
  readonly rows: number;
  readonly columns: number;
  readonly members: number[][];
} {
  const [rows = 1, columns = 1] = array.shape.slice(-2);
  const values = valuesOf(array);
  const count = sizeOf(array.shape.slice(0, -2));
  const members = Array.from({ length: count }, (_, at) =>
    values.slice(at * rows * columns, (at + 1) * rows * columns),
  );
  return { rows, columns, members };
}

/** The elements as they lie in memory from the offset on, as if there were no strides. */
export const inMemory = ({ data, offset, shape }: NdArray): number[] =>
  Array.from({ length: sizeOf(shape) }, (_, at) => data[offset + at] ?? 0);

/** Writes into the array's own memory. */
export function overwrite(array: NdArray, values: ArrayLike<number>): void {
  let at = 0;
  forEachOffset(array, (offset) => {
    array.data[offset] = values[at++] ?? 0;
  });
}

/** What a function gives, or something else where it throws. */
export function orElse<T>(f: () => T, other: T): T {
  try {
    return f();
  } catch {
    return other;
  }
}
