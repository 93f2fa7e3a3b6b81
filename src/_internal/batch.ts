import { type NdArray, stretch } from '../ndArray.ts';

/** An array whose last `rank` axes are one member and whose other axes are the batch. */
export type Batched = readonly [array: NdArray, rank: number];

type Members<Arrays extends readonly Batched[]> = { [K in keyof Arrays]: NdArray };

/**
 * Calls `visit` with one member of every array, for every index of the batch shape, in row-major order.
 *
 *     forEachMember(batch, [[a, 2], [b, 2], [c, 2]], (a, b, c) => multiplyInto(a, b, c));
 *
 * Members are views: those of a result allocated as `zeros(dtype, [...batch, ...core])` are written through. Batch axes that
 * are missing or of size 1 are stretched, so that a member may be visited several times.
 */
export function forEachMember<const Arrays extends readonly Batched[]>(
  batch: readonly number[],
  arrays: Arrays,
  visit: (...members: Members<Arrays>) => void,
): void {
  const views = arrays.map(([array, rank]) =>
    stretch(array, [...batch, ...array.shape.slice(array.shape.length - rank)]),
  );
  const members = views.map(({ dtype, data, shape, strides, offset }) => ({
    dtype,
    data,
    shape: shape.slice(batch.length),
    strides: strides.slice(batch.length),
    offset,
  }));
  const walk = (axis: number, offsets: readonly number[]): void => {
    if (axis === batch.length) {
      const here = members.map((member, at) => ({ ...member, offset: offsets[at] ?? 0 }));
      // One member was made per array of the tuple, in its order.
      visit(...(here as Members<Arrays>));
      return;
    }
    const size = batch[axis] ?? 0;
    for (let i = 0; i < size; i++)
      walk(
        axis + 1,
        offsets.map((offset, at) => offset + i * (views[at]?.strides[axis] ?? 0)),
      );
  };
  walk(
    0,
    views.map(({ offset }) => offset),
  );
}
