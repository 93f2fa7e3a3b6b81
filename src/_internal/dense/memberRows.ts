import type { NdArray } from '../../ndArray.ts';

/** Entries from which on a typed array copies faster than a loop, the view that it needs included. */
const LONG = 32;

/** The elements of an array of rank 2 in row-major order, in double precision: a copy, into `result` where it is given. */
export function readRows(array: NdArray, result: Float64Array = new Float64Array(sizeOf(array))): Float64Array {
  const { data, shape, strides, offset } = array;
  const rows = shape[0] ?? 0;
  const columns = shape[1] ?? 0;
  if (strides[1] === 1 && strides[0] === columns) {
    result.set(partOf(data, offset, rows * columns));
    return result;
  }
  for (let i = 0; i < rows; i++) readRow(array, i, columns, result);
  return result;
}

/** The lower triangle of a square array of rank 2, likewise; what is above the diagonal is neither read nor written. */
export function readLowerRows(array: NdArray, result: Float64Array): void {
  const [rows = 0] = array.shape;
  for (let i = 0; i < rows; i++) readRow(array, i, i + 1, result);
}

function readRow({ data, shape, strides, offset }: NdArray, i: number, count: number, result: Float64Array): void {
  const columns = shape[1] ?? 0;
  const across = strides[1] ?? 0;
  const start = offset + i * (strides[0] ?? 0);
  if (across === 1 && count >= LONG) result.set(data.subarray(start, start + count), i * columns);
  else for (let j = 0; j < count; j++) result[i * columns + j] = data[start + j * across] as number;
}

/** Where to compute an array of rank 2: over its own elements where they are row-major doubles, else over new ones. */
export function workspaceFor(array: NdArray): Float64Array {
  const { data, shape, strides, offset } = array;
  const isRowMajor = strides[0] === shape[1] && strides[1] === 1;
  const size = sizeOf(array);
  return data instanceof Float64Array && isRowMajor ? partOf(data, offset, size) : new Float64Array(size);
}

/** Writes row-major values into an array of rank 2, each rounded once to its type; those computed in place stay. */
export function writeRows({ data, shape, strides, offset }: NdArray, values: Float64Array): void {
  if (values === data) return;
  const rows = shape[0] ?? 0;
  const columns = shape[1] ?? 0;
  const down = strides[0] ?? 0;
  const across = strides[1] ?? 0;
  // A part of the data itself is copied onto itself, which no comparison of views tells apart as cheaply.
  if (across === 1 && down === columns && values.length >= LONG) data.set(values, offset);
  else {
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < columns; j++) data[offset + i * down + j * across] = values[i * columns + j] as number;
    }
  }
}

const sizeOf = ({ shape }: NdArray): number => (shape[0] ?? 0) * (shape[1] ?? 0);

/** The elements themselves where they are all: a view costs more than a small copy. */
const partOf = <Values extends NdArray['data']>(data: Values, offset: number, size: number): Values =>
  data.length === size ? data : (data.subarray(offset, offset + size) as Values);
