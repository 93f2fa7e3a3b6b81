import { col2im as backSpecification, im2col as specification } from '../../spec/layers/patches.ts';
import { arrayReference } from '../_internal/arrayReference.ts';
import { arrayFrom, doubles } from '../_internal/values.ts';
import type { NdArray } from '../ndArray.ts';
import { type PlaceTable, placeTable, positionsOf, type Steps } from './_internal/placeTable.ts';

/** The patches of all channels: those of a channel are the rows `entries` further on. */
function gathered(x: NdArray, shape: readonly number[], { entries, positions, places }: PlaceTable): NdArray {
  const [n = 0, c = 0, h = 0, w = 0] = x.shape;
  const values = doubles(x);
  const patches = new Float64Array(n * c * entries * positions);
  for (let plane = 0; plane < n * c; plane++) {
    for (let k = 0; k < entries * positions; k++) {
      const place = places[k] as number;
      if (place >= 0) patches[plane * entries * positions + k] = values[plane * h * w + place] as number;
    }
  }
  return arrayFrom(x.dtype, shape, patches);
}

/** The adjoint: what lies on a pixel is added. */
function scattered(y: NdArray, shape: readonly number[], { entries, positions, places }: PlaceTable): NdArray {
  const [n = 0, c = 0, h = 0, w = 0] = shape;
  const values = doubles(y);
  const images = new Float64Array(n * c * h * w);
  for (let plane = 0; plane < n * c; plane++) {
    for (let k = 0; k < entries * positions; k++) {
      const place = places[k] as number;
      if (place < 0) continue;
      const at = plane * h * w + place;
      images[at] = (images[at] as number) + (values[plane * entries * positions + k] as number);
    }
  }
  return arrayFrom(y.dtype, shape, images);
}

const tableOf = (steps: Steps, h: number, w: number) => placeTable(steps, [h, w], positionsOf(steps, [h, w]));

export const im2col = arrayReference(specification, {
  halves: true,
  whole: ({ x }, steps, { sizes: { n, p, l, h, w } }) => gathered(x, [n, p, l], tableOf(steps, h, w)),
  pullback: ({ x }, g, steps, { sizes: { h, w } }) => ({ x: scattered(g, x.shape, tableOf(steps, h, w)) }),
});

export const col2im = arrayReference(backSpecification, {
  halves: true,
  whole: ({ y }, steps, { sizes: { n, c, h, w } }) => scattered(y, [n, c, h, w], tableOf(steps, h, w)),
  pullback: ({ y }, g, steps, { sizes: { h, w } }) => ({ y: gathered(g, y.shape, tableOf(steps, h, w)) }),
});
