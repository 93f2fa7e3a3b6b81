import { axisFromFront } from '../../spec/attributeKinds.ts';
import * as specification from '../../spec/tensor/axes.ts';
import { arrayReference } from '../_internal/arrayReference.ts';
import { inShape, type NdArray, permuteAxes } from '../ndArray.ts';

/** Two axes exchanged. */
function swapped(array: NdArray, axis1: number, axis2: number): NdArray {
  const axes = [...array.shape.keys()];
  const [first, second] = [axisFromFront(axis1, axes.length), axisFromFront(axis2, axes.length)];
  return permuteAxes(array, axes.with(first, second).with(second, first));
}

/** One axis in another place. */
function moved(array: NdArray, source: number, destination: number): NdArray {
  const axes = [...array.shape.keys()];
  const [from, to] = [axisFromFront(source, axes.length), axisFromFront(destination, axes.length)];
  axes.splice(from, 1);
  axes.splice(to, 0, from);
  return permuteAxes(array, axes);
}

export const flatten = arrayReference(specification.flatten, {
  halves: true,
  whole: ({ x }, _, { sizes: { n } }) => inShape(x, [n]),
  pullback: ({ x }, g) => ({ x: inShape(g, x.shape) }),
});

export const swapaxes = arrayReference(specification.swapaxes, {
  halves: true,
  whole: ({ x }, { axis1, axis2 }) => swapped(x, axis1, axis2),
  pullback: (_, g, { axis1, axis2 }) => ({ x: swapped(g, axis1, axis2) }),
});

export const moveaxis = arrayReference(specification.moveaxis, {
  halves: true,
  whole: ({ x }, { source, destination }) => moved(x, source, destination),
  pullback: (_, g, { source, destination }) => ({ x: moved(g, destination, source) }),
});

export const expandDims = arrayReference(specification.expandDims, {
  halves: true,
  whole: ({ x }, _, { sizes: { t } }) => inShape(x, t),
  pullback: ({ x }, g) => ({ x: inShape(g, x.shape) }),
});

export const squeeze = arrayReference(specification.squeeze, {
  halves: true,
  whole: ({ x }, _, { sizes: { t } }) => inShape(x, t),
  pullback: ({ x }, g) => ({ x: inShape(g, x.shape) }),
});
