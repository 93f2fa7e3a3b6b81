import { axisFromFront } from '../../spec/attributeKinds.ts';
import * as specification from '../../spec/tensor/reordering.ts';
import { placesAlong, upTo } from './_internal/selected.ts';
import { selection } from './_internal/selection.ts';

export const flip = selection(specification.flip, (shape, { axes }) => {
  const reversed = axes?.map((axis) => axisFromFront(axis, shape.length)) ?? [...shape.keys()];
  return shape.map((size, axis) => (reversed.includes(axis) ? upTo(size).reverse() : upTo(size)));
});

export const roll = selection(specification.roll, (shape, { shift, axis }) => {
  const n = shape.at(axis) as number;
  const forwards = ((shift % n) + n) % n;
  return placesAlong(
    shape,
    axis,
    upTo(n).map((at) => (at < forwards ? at - forwards + n : at - forwards)),
  );
});

export const slice = selection(specification.slice, (shape, { starts, stops, steps }) =>
  shape.map((size, axis) => placesBetween(size, starts[axis] as number, stops[axis] as number, steps[axis] as number)),
);

/** The places from a start to before a stop; either may lie beyond the axis. */
function placesBetween(size: number, start: number, stop: number, step: number): number[] {
  const [from, to] = [start, stop].map((at) => (at < 0 ? at + size : at)) as [number, number];
  const places: number[] = [];
  if (step > 0) for (let at = Math.max(from, 0); at < Math.min(to, size); at += step) places.push(at);
  else for (let at = Math.min(from, size - 1); at > Math.max(to, -1); at += step) places.push(at);
  return places;
}
