import type { WideDtype } from '../../spec/tensor.ts';
import { forEachOffset, type NdArray, stretch, zeros } from '../ndArray.ts';
import { arrayFrom, doubles } from './values.ts';

/**
 * The adjoint of broadcasting: the sum of `array` over the axes along which `shape` was stretched to its shape.
 *
 * Sums are taken in row-major order in double precision and rounded once to `dtype`. The array itself where there is nothing to do.
 */
export function sumTo(array: NdArray, shape: readonly number[], dtype: WideDtype): NdArray {
  if (array.dtype === dtype && String(array.shape) === String(shape)) return array;
  const sums = zeros('float64', shape);
  const values = doubles(array);
  let at = 0;
  forEachOffset(stretch(sums, array.shape), (offset) => {
    sums.data[offset] = (sums.data[offset] as number) + (values[at++] as number);
  });
  return dtype === 'float64' ? sums : arrayFrom(dtype, shape, sums.data);
}
