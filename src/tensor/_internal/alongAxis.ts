import { sizeOf } from '../../../spec/tensor.ts';
import { doubles, store } from '../../_internal/values.ts';
import { type NdArray, zeros } from '../../ndArray.ts';
import { reducedLast, runsOf } from './reduction.ts';

/** The array with the elements along an axis, run by run, overwritten in double precision. */
export function alongAxis(array: NdArray, axis: number, overwrite: (run: Float64Array) => void): NdArray {
  const result = zeros(array.dtype, array.shape);
  const target = reducedLast(result, [axis]);
  const values = doubles(reducedLast(array, [axis]));
  runsOf(values, sizeOf(target.shape.slice(0, -1))).forEach(overwrite);
  store(target, values);
  return result;
}
