import { broadcastTo as specification } from '../../spec/tensor/broadcastTo.ts';
import { arrayReference } from '../_internal/arrayReference.ts';
import { stretch } from '../ndArray.ts';

export const broadcastTo = arrayReference(specification, {
  halves: true,
  whole: ({ x }, { shape }) => stretch(x, shape),
  // Gradients are summed to the shape of their input.
  pullback: (_, g) => ({ x: g }),
});
