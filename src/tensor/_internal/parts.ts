import { doubles, store } from '../../_internal/values.ts';
import { type NdArray, slice, zeros } from '../../ndArray.ts';

/** Views of the parts of these sizes along an axis, one after another. */
export function partsAlong(array: NdArray, axis: number, sizes: readonly number[]): NdArray[] {
  let start = 0;
  return sizes.map((size) => {
    start += size;
    return slice(array, axis, start - size, size);
  });
}

/** Arrays one after another along an axis: a copy. */
export function joined(
  arrays: readonly NdArray[],
  axis: number,
  shape: readonly number[],
  dtype: NdArray['dtype'],
): NdArray {
  const result = zeros(dtype, shape);
  const sizes = arrays.map((array) => array.shape[axis] ?? 0);
  partsAlong(result, axis, sizes).forEach((part, k) => {
    store(part, doubles(arrays[k] as NdArray));
  });
  return result;
}
