import { gemm } from '../../linalg/gemm/gemm.ts';
import { whole } from './block.ts';

/** A matrix to compute with, in double precision: element (i, j) is `data[i * columns + j]`. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly data: Float64Array;
}

/** A matrix over the given data, or of zeros. */
export const matrix = (
  rows: number,
  columns: number,
  data: Float64Array = new Float64Array(rows * columns),
): Matrix => ({
  rows,
  columns,
  data,
});

/** The first `columns` columns of the unit matrix, square where none is named. */
export function identity(rows: number, columns = rows): Matrix {
  const result = matrix(rows, columns);
  for (let i = 0; i < Math.min(rows, columns); i++) result.data[i * columns + i] = 1;
  return result;
}

/** The matrix whose element (i, j) is `entry(i, j)`. */
export function build(rows: number, columns: number, entry: (i: number, j: number) => number): Matrix {
  const result = matrix(rows, columns);
  let at = 0;
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) result.data[at++] = entry(i, j);
  return result;
}

/** Element (i, j); the indices must lie inside. */
export const at = (a: Matrix, i: number, j: number): number => a.data[i * a.columns + j] as number;

export function transposed(a: Matrix): Matrix {
  const result = matrix(a.columns, a.rows);
  let to = 0;
  for (let j = 0; j < a.columns; j++) for (let i = 0; i < a.rows; i++) result.data[to++] = at(a, i, j);
  return result;
}

/** The product of the factors, from left to right. */
export const times = (first: Matrix, ...factors: readonly Matrix[]): Matrix => factors.reduce(product, first);

function product(a: Matrix, b: Matrix): Matrix {
  const result = matrix(a.rows, b.columns);
  gemm(whole(a), whole(b), whole(result));
  return result;
}

export const plus = (a: Matrix, b: Matrix): Matrix => build(a.rows, a.columns, (i, j) => at(a, i, j) + at(b, i, j));

export const minus = (a: Matrix, b: Matrix): Matrix => build(a.rows, a.columns, (i, j) => at(a, i, j) - at(b, i, j));

export const negated = (a: Matrix): Matrix => build(a.rows, a.columns, (i, j) => 0 - at(a, i, j));

export const scaled = (a: Matrix, by: number): Matrix =>
  matrix(
    a.rows,
    a.columns,
    a.data.map((value) => by * value),
  );

/** The part of a where `keep(i, j)`, zero elsewhere: what is not kept is not read. */
export const part = (a: Matrix, keep: (i: number, j: number) => boolean): Matrix =>
  build(a.rows, a.columns, (i, j) => (keep(i, j) ? at(a, i, j) : 0));

/** (A + A^T) / 2. */
export const symmetricPart = (a: Matrix): Matrix => build(a.rows, a.columns, (i, j) => (at(a, i, j) + at(a, j, i)) / 2);

/** (I - QQ^T) B: zero where Q is square. */
export const outside = (q: Matrix, b: Matrix): Matrix =>
  q.rows === q.columns ? matrix(b.rows, b.columns) : minus(b, times(q, times(transposed(q), b)));

/** Row i, over the same elements. */
export const rowOf = (a: Matrix, i: number): Float64Array => a.data.subarray(i * a.columns, (i + 1) * a.columns);

/** `count` elements of a column, from `row` on. */
export function elementsOf(a: Matrix, row: number, count: number, column: number): Float64Array {
  const elements = new Float64Array(count);
  for (let i = 0; i < count; i++) elements[i] = at(a, row + i, column);
  return elements;
}

/** The columns of a from `start` on, `count` of them. */
export const columnsOf = (a: Matrix, start: number, count: number): Matrix =>
  build(a.rows, count, (i, j) => at(a, i, start + j));
