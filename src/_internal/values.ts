import { sizeOf } from '../../spec/tensor.ts';
import { forEachOffset, isContiguous, isDense, type NdArray } from '../ndArray.ts';

/** The elements in row-major order, in double precision: a copy to compute with. */
export function doubles(array: NdArray): Float64Array<ArrayBuffer> {
  const size = sizeOf(array.shape);
  if (isContiguous(array)) return new Float64Array(array.data);
  if (isDense(array)) return new Float64Array(array.data.subarray(array.offset, array.offset + size));
  const values = new Float64Array(size);
  let at = 0;
  forEachOffset(array, (offset) => {
    values[at++] = array.data[offset] as number;
  });
  return values;
}

/** Writes values in row-major order into an array, each rounded once to its element type. */
export function store(array: NdArray, values: ArrayLike<number>): void {
  let at = 0;
  forEachOffset(array, (offset) => {
    array.data[offset] = values[at++] as number;
  });
}

/** The single element of an array of rank 0. */
export const scalarOf = (array: NdArray): number => array.data[array.offset] as number;
