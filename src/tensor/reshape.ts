import { reshape as specification } from '../../spec/tensor/reshape.ts';
import { arrayReference } from '../_internal/arrayReference.ts';
import { inShape } from '../ndArray.ts';

/** A view where the elements lie in row-major order, otherwise a copy. */
export const reshape = arrayReference(specification, {
  halves: true,
  whole: ({ x }, _, { sizes }) => inShape(x, sizes.t),
  pullback: ({ x }, g) => ({ x: inShape(g, x.shape) }),
});
