import { sizeOf } from '../../spec/tensor.ts';
import { type NdArray, zeros } from '../ndArray.ts';
import { doubles, store } from './values.ts';

/** The rows along the last axis, as copies in double precision: rounding happens once, when a result is stored. */
export function rowsOf(array: NdArray): Float64Array[] {
  const length = array.shape.at(-1) ?? 1;
  const values = doubles(array);
  const count = sizeOf(array.shape.slice(0, -1));
  return Array.from({ length: count }, (_, at) => values.subarray(at * length, (at + 1) * length));
}

/** An array of this shape from its rows along the last axis, or from one number per element for rows of length one. */
export function fromRows(
  dtype: NdArray['dtype'],
  shape: readonly number[],
  rows: readonly ArrayLike<number>[],
): NdArray {
  const result = zeros(dtype, shape);
  const length = rows[0]?.length ?? 0;
  const values = new Float64Array(rows.length * length);
  rows.forEach((row, at) => {
    values.set(row, at * length);
  });
  store(result, values);
  return result;
}

/** Sum of a row. */
export const total = (row: Float64Array): number => row.reduce((sum, value) => sum + value, 0);

/** Sum of the products of two rows. */
export const inner = (a: Float64Array, b: Float64Array): number =>
  a.reduce((sum, value, at) => sum + value * (b[at] as number), 0);
