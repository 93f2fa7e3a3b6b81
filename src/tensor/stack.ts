import { axisFromFront } from '../../spec/attributeKinds.ts';
import { stack as specification } from '../../spec/tensor/stack.ts';
import { arrayReference } from '../_internal/arrayReference.ts';
import type { NdArray } from '../ndArray.ts';
import { joined, partsAlong } from './_internal/parts.ts';

/** The array with a new axis of size 1. */
const widened = (array: NdArray, axis: number): NdArray => ({
  ...array,
  shape: array.shape.toSpliced(axis, 0, 1),
  strides: array.strides.toSpliced(axis, 0, 0),
});

const withoutAxis = (array: NdArray, axis: number): NdArray => ({
  ...array,
  shape: array.shape.toSpliced(axis, 1),
  strides: array.strides.toSpliced(axis, 1),
});

export const stack = arrayReference(specification, {
  whole({ xs }, attributes, { dtype, sizes: { t } }) {
    const axis = axisFromFront(attributes.axis, t.length);
    const wide = xs.map((x) => widened(x, axis));
    return joined(wide, axis, t, dtype);
  },
  pullback({ xs }, g, attributes) {
    const axis = axisFromFront(attributes.axis, g.shape.length);
    const parts = partsAlong(g, axis, new Array<number>(xs.length).fill(1));
    return { xs: parts.map((part) => withoutAxis(part, axis)) };
  },
});
