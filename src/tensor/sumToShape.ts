import { sumToShape as specification } from '../../spec/tensor/sumToShape.ts';
import { arrayReference } from '../_internal/arrayReference.ts';
import { sumTo } from '../_internal/sumTo.ts';
import { stretch } from '../ndArray.ts';

export const sumToShape = arrayReference(specification, {
  halves: true,
  whole: ({ x }, { shape }, { dtype }) => sumTo(x, shape, dtype),
  pullback: ({ x }, g) => ({ x: stretch(g, x.shape) }),
});
