import { defineAdapter } from '../../conformance/adapter.ts';
import { implementations, pullbacks } from '../../src/lazy.generated.ts';
import { fromTensor, type NdArray, toTensor } from '../../src/ndArray.ts';
import { broadcast, offset, padded, reversed, sliced, transposed } from './layouts.ts';

/** The reference implementation, from scratch, as the judge sees it. */
export default defineAdapter<NdArray>({
  name: 'reference',
  version: '0.1.0',
  profile: { dtype: ['float64', 'float32', 'float16', 'bfloat16'], halvesIn: 'float64', reproducible: true },
  toNative: fromTensor,
  fromNative: toTensor,
  operations: implementations,
  gradients: pullbacks,
  layouts: { transposed, sliced, reversed, padded, offset, broadcast },
});
