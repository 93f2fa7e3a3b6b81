import { isHalf, sizeOf } from '../../spec/tensor.ts';
import { forEachOffset, isDense, type NdArray, zeros } from '../ndArray.ts';
import { roundToHalf } from './roundToHalf.ts';

/** The elements in row-major order, in double precision: a copy to compute with. */
export function doubles(array: NdArray): Float64Array<ArrayBuffer> {
  const size = sizeOf(array.shape);
  if (isDense(array)) {
    const { data, offset } = array;
    return new Float64Array(data.length === size ? data : data.subarray(offset, offset + size));
  }
  const values = new Float64Array(size);
  let at = 0;
  forEachOffset(array, (offset) => {
    values[at++] = array.data[offset] as number;
  });
  return values;
}

/** Writes values in row-major order into an array, each rounded once to its element type. */
export function store(array: NdArray, values: ArrayLike<number>): void {
  const { dtype } = array;
  const round = isHalf(dtype) ? (value: number) => roundToHalf(dtype, value) : (value: number) => value;
  let at = 0;
  forEachOffset(array, (offset) => {
    array.data[offset] = round(values[at++] as number);
  });
}

/** An array of values in row-major order, each rounded once to its element type. */
export function arrayFrom(dtype: NdArray['dtype'], shape: readonly number[], values: ArrayLike<number>): NdArray {
  const array = zeros(dtype, shape);
  store(array, values);
  return array;
}
