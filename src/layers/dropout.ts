import { dropout as specification } from '../../spec/layers/dropout.ts';
import { arrayReference } from '../_internal/arrayReference.ts';
import { uniforms } from '../_internal/random/stream.ts';
import { arrayFrom, doubles } from '../_internal/values.ts';
import type { NdArray } from '../ndArray.ts';

interface Settings {
  readonly p: number;
  readonly training: boolean;
  readonly key: number;
}

/** The mask is a function of the key and the position alone, so that the pullback finds it again. */
function masked(x: NdArray, { p, training, key }: Settings): NdArray {
  const uniform = uniforms(key, 'dropout');
  const values = doubles(x).map((value, at) => (!training ? value : uniform(at) < p ? 0 : value / (1 - p)));
  return arrayFrom(x.dtype, x.shape, values);
}

export const dropout = arrayReference(specification, {
  whole: ({ x }, attributes) => masked(x, attributes),
  // Linear in x, and diagonal.
  pullback: (_, g, attributes) => ({ x: masked(g, attributes) }),
});
