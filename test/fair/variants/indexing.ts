import { eachIndex } from '../../../spec/notation.ts';
import { rowMajorStrides } from '../../../spec/tensor.ts';
import type { Variant } from '../variant.ts';

const flat = (index: readonly number[], strides: readonly number[]): number =>
  index.reduce((sum, one, axis) => sum + one * (strides[axis] ?? 0), 0);

export const variants: readonly Variant[] = [
  {
    name: 'the updates added up among themselves first, from the last',
    operation: 'tensor.scatterAdd',
    compute({ x, indices, updates }, attributes, f) {
      const shape = x?.shape ?? [];
      const axis = (Number(attributes.axis) + shape.length) % shape.length;
      const size = shape[axis] ?? 0;
      const strides = rowMajorStrides(shape);
      const sums = new Map<number, number>();
      const places: [number, number][] = [];
      let position = 0;
      eachIndex(indices?.shape ?? [], (index) => {
        const place = indices?.values[position] ?? 0;
        places.push([flat(index.with(axis, place < 0 ? place + size : place), strides), position++]);
      });
      for (const [at, position] of places.toReversed()) {
        const update = updates?.values[position] ?? 0;
        const before = sums.get(at);
        sums.set(at, before === undefined ? update : f.add(update, before));
      }
      return {
        y: (x?.values ?? []).map((value, at) => {
          const sum = sums.get(at);
          return sum === undefined ? value : f.add(sum, value);
        }),
      };
    },
  },
];
