import { tensorOf } from '../../../spec/tensor.ts';
import { fromTensor, type NdArray, toTensor } from '../../../src/ndArray.ts';

export type Z = readonly [re: number, im: number];

/** What is done to every row of a complex array; what it gives is cut or filled up with zeros to as many elements. */
export const overRows =
  (f: (row: readonly Z[]) => readonly Z[]) =>
  (array: NdArray): NdArray => {
    const { dtype, shape, data } = toTensor(array);
    const n = shape.at(-1) ?? 0;
    const all = Array.from({ length: data.length / 2 }, (_, k): Z => [data[2 * k] ?? 0, data[2 * k + 1] ?? 0]);
    const values: number[] = [];
    for (let start = 0; n > 0 && start < all.length; start += n) {
      const row = f(all.slice(start, start + n));
      for (let k = 0; k < n; k++) values.push(...(row[k] ?? [0, 0]));
    }
    return fromTensor(tensorOf(dtype, shape, values));
  };

/** What is done to every element. */
export const overElements = (f: (z: Z) => Z) => overRows((row) => row.map(f));
