import { axisFromFront } from '../../spec/attributeKinds.ts';
import { chunk as specification } from '../../spec/tensor/chunk.ts';
import { arrayReference } from '../_internal/arrayReference.ts';
import { joined, partsAlong } from './_internal/parts.ts';

/** Views of the parts. */
export const chunk = arrayReference(specification, {
  whole({ x }, attributes, { sizes: { s, t } }) {
    const axis = axisFromFront(attributes.axis, s.length);
    const sizes = t.map((shape) => shape[axis] ?? 0);
    return partsAlong(x, axis, sizes);
  },
  pullback: (_, gs, { axis }, { dtype, sizes: { s } }) => ({ x: joined(gs, axisFromFront(axis, s.length), s, dtype) }),
});
