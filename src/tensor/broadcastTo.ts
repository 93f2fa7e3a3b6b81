import { broadcastTo as specification } from '../../spec/tensor/broadcastTo.ts';
import { arrayReference } from '../_internal/arrayReference.ts';
import { withHalves } from '../_internal/withHalves.ts';
import { stretch } from '../ndArray.ts';

export const broadcastTo = withHalves(
  specification,
  arrayReference(specification, {
    whole: ({ x }, { shape }) => stretch(x, shape),
    // Gradients are summed to the shape of their input.
    pullback: (_, g) => ({ x: g }),
  }),
);
