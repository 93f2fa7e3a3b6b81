import { embedding as specification } from '../../spec/layers/embedding.ts';
import { arrayReference } from '../_internal/arrayReference.ts';
import { fail } from '../_internal/fail.ts';
import { arrayFrom, doubles } from '../_internal/values.ts';
import type { NdArray } from '../ndArray.ts';

/** The rows that ids name. Throws RangeError for one that there is not. */
function rowsAt(ids: NdArray, v: number): number[] {
  const rows = Array.from(doubles(ids));
  const beyond = rows.find((row) => row < 0 || row >= v);
  if (beyond !== undefined) fail('layers.embedding/R1', `an id must be from 0 to ${v - 1}, got ${beyond}`);
  return rows;
}

export const embedding = arrayReference(specification, {
  halves: true,
  whole({ weight, ids }) {
    const [v = 0, d = 0] = weight.shape;
    const table = doubles(weight);
    const values = new Float64Array(ids.shape.reduce((size, one) => size * one, d));
    rowsAt(ids, v).forEach((row, at) => {
      values.set(table.subarray(row * d, (row + 1) * d), at * d);
    });
    return arrayFrom(weight.dtype, [...ids.shape, d], values);
  },
  // What comes from equal ids is added up.
  pullback({ weight, ids }, g, { padding }) {
    const [v = 0, d = 0] = weight.shape;
    const [incoming, sums] = [doubles(g), new Float64Array(v * d)];
    rowsAt(ids, v).forEach((row, at) => {
      if (row === padding) return;
      for (let j = 0; j < d; j++) sums[row * d + j] = (sums[row * d + j] as number) + (incoming[at * d + j] as number);
    });
    return { weight: arrayFrom(weight.dtype, weight.shape, sums) };
  },
});
