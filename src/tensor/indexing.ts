import * as specification from '../../spec/tensor/indexing.ts';
import { arrayReference } from '../_internal/arrayReference.ts';
import { fail } from '../_internal/fail.ts';
import { reference } from '../_internal/reference.ts';
import { arrayFrom, doubles } from '../_internal/values.ts';
import { inShape, type NdArray, zeros } from '../ndArray.ts';
import { arrayAlong, linesOf } from './_internal/ordered.ts';
import { placesAlong, putBack, selected } from './_internal/selected.ts';

/** Indices counted from the front. Throws RangeError for one that is not on an axis of n elements. */
function placesOn(id: string, n: number, indices: ArrayLike<number>): number[] {
  return Array.from(indices, (index) => {
    if (index < -n || index >= n) fail(`${id}/R2`, `an index must be from ${-n} to ${n - 1}, got ${index}`);
    return index < 0 ? index + n : index;
  });
}

/** The places that slices along an axis come from. */
const chosen = (id: string, { x, indices }: { x: NdArray; indices: NdArray }, axis: number) =>
  placesAlong(x.shape, axis, placesOn(id, x.shape.at(axis) as number, doubles(indices)));

export const take = arrayReference(specification.take, {
  halves: true,
  whole: (inputs, { axis }, { sizes: { u } }) => inShape(selected(inputs.x, chosen('tensor.take', inputs, axis)), u),
  pullback(inputs, g, { axis }) {
    const places = chosen('tensor.take', inputs, axis);
    const along = inShape(
      g,
      places.map(({ length }) => length),
    );
    return { x: putBack(along, places, inputs.x.shape) };
  },
});

export const indexSelect = arrayReference(specification.indexSelect, {
  halves: true,
  whole: (inputs, { axis }) => selected(inputs.x, chosen('tensor.indexSelect', inputs, axis)),
  pullback: (inputs, g, { axis }) => ({
    x: putBack(g, chosen('tensor.indexSelect', inputs, axis), inputs.x.shape),
  }),
});

/** Indices line by line along an axis of x. */
const placesByLine = (id: string, x: NdArray, indices: NdArray, axis: number): number[][] =>
  linesOf(indices, axis).map((line) => placesOn(id, x.shape.at(axis) as number, line));

/** Lines to which others were added at these places. */
function added(lines: readonly Float64Array[], places: readonly number[][], updates: readonly Float64Array[]) {
  lines.forEach((line, at) => {
    places[at]?.forEach((place, k) => {
      line[place] = (line[place] as number) + (updates[at]?.[k] as number);
    });
  });
  return lines;
}

const gathered = (x: NdArray, places: readonly number[][], axis: number, shape: readonly number[]): NdArray => {
  const lines = linesOf(x, axis);
  return arrayAlong(
    axis,
    x.dtype,
    shape,
    places.map((line, at) => line.map((place) => lines[at]?.[place] as number)),
  );
};

export const gather = arrayReference(specification.gather, {
  halves: true,
  whole: ({ x, indices }, { axis }) =>
    gathered(x, placesByLine('tensor.gather', x, indices, axis), axis, indices.shape),
  pullback({ x, indices }, g, { axis }) {
    const places = placesByLine('tensor.gather', x, indices, axis);
    const sums = added(linesOf(zeros('float64', x.shape), axis), places, linesOf(g, axis));
    return { x: arrayAlong(axis, x.dtype, x.shape, sums) };
  },
});

export const scatterAdd = arrayReference(specification.scatterAdd, {
  halves: true,
  whole({ x, indices, updates }, { axis }) {
    const places = placesByLine('tensor.scatterAdd', x, indices, axis);
    return arrayAlong(axis, x.dtype, x.shape, added(linesOf(x, axis), places, linesOf(updates, axis)));
  },
  pullback: ({ x, indices }, g, { axis }) => ({
    x: g,
    updates: gathered(g, placesByLine('tensor.scatterAdd', x, indices, axis), axis, indices.shape),
  }),
});

export const oneHot = arrayReference(specification.oneHot, {
  whole({ indices }, { n }) {
    const places = Array.from(doubles(indices));
    const beyond = places.find((place) => place < 0 || place >= n);
    if (beyond !== undefined) fail('tensor.oneHot/R2', `an index must be from 0 to ${n - 1}, got ${beyond}`);
    const rows = places.flatMap((place) => new Array<number>(n).fill(0).with(place, 1));
    return arrayFrom('int32', [...indices.shape, n], rows);
  },
});

export const maskFill = reference(specification.maskFill, {
  halves: true,
  member: ({ x, mask }, { value }) => (mask === 0 ? x : value),
  pullback: ({ mask }, g) => ({ x: mask === 0 ? g : 0 }),
});
