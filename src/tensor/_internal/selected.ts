import { axisFromFront } from '../../../spec/attributeKinds.ts';
import { arrayFrom, doubles } from '../../_internal/values.ts';

import { type NdArray, zeros } from '../../ndArray.ts';

/** For every axis of a result the places on that of the array that its elements come from; -1 for those that come from none. */
export type Places = readonly (readonly number[])[];

/** The numbers from 0 to n - 1. */
export const upTo = (n: number): number[] => Array.from({ length: n }, (_, at) => at);

/** The places of a result that differs from an array along one axis alone. */
export const placesAlong = (shape: readonly number[], axis: number, along: readonly number[]): Places =>
  shape.map(upTo).with(axisFromFront(axis, shape.length), [...along]);

/** Where in the data of an array the elements of a result come from; NaN for those that come from nowhere. */
function offsetsOf({ strides, offset }: NdArray, places: Places): number[] {
  const step = (starts: number[], along: readonly number[], axis: number) =>
    starts.flatMap((start) => along.map((at) => (at < 0 ? Number.NaN : start + at * (strides[axis] ?? 0))));
  return places.reduce(step, [offset]);
}

/** The elements at these places, and a number where there is none. */
export function selected(x: NdArray, places: Places, fill = 0): NdArray {
  const values = offsetsOf(x, places).map((at) => (Number.isNaN(at) ? fill : (x.data[at] as number)));
  return arrayFrom(
    x.dtype,
    places.map(({ length }) => length),
    values,
  );
}

/** The adjoint: every cotangent is added where its element came from. In double precision. */
export function putBack(g: NdArray, places: Places, shape: readonly number[]): NdArray {
  const gradient = zeros('float64', shape);
  const cotangents = doubles(g);
  offsetsOf(gradient, places).forEach((at, from) => {
    if (!Number.isNaN(at)) gradient.data[at] = (gradient.data[at] as number) + (cotangents[from] as number);
  });
  return gradient;
}
