import { axisFromFront } from '../../spec/attributeKinds.ts';
import { concat as specification } from '../../spec/tensor/concat.ts';
import { arrayReference } from '../_internal/arrayReference.ts';
import { joined, partsAlong } from './_internal/parts.ts';

export const concat = arrayReference(specification, {
  whole: ({ xs }, { axis }, { dtype, sizes: { t } }) => joined(xs, axisFromFront(axis, t.length), t, dtype),
  pullback({ xs }, g, attributes) {
    const axis = axisFromFront(attributes.axis, g.shape.length);
    const sizes = xs.map(({ shape }) => shape[axis] ?? 0);
    return { xs: partsAlong(g, axis, sizes) };
  },
});
