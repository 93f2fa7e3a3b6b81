import type { WideDtype } from '../../../spec/tensor.ts';
import type { FloatArray } from '../../linalg/gemm/matrixView.ts';

/** Elements that are kept from call to call at most, 32 MiB in float64: longer ones are left to the collector. */
const KEPT = 2 ** 22;

/**
 * Room for intermediate values that every call gets again: valid until the next, with whatever the last one left in it. Calls
 * of one that overlap would share it, so it is for what begins and ends within one synchronous call.
 */
export function makeWorkspace(): (dtype: WideDtype, size: number) => FloatArray {
  const kept = { float64: new Float64Array(0), float32: new Float32Array(0) };
  return (dtype, size) => {
    if (kept[dtype].length < size) {
      if (dtype === 'float64') kept.float64 = new Float64Array(size);
      else kept.float32 = new Float32Array(size);
    }
    const room = kept[dtype];
    if (size > KEPT) {
      kept.float64 = new Float64Array(0);
      kept.float32 = new Float32Array(0);
    }
    return room.length === size ? room : room.subarray(0, size);
  };
}
