import type { Tensor } from '../../../spec/tensor.ts';
import { good } from './good.ts';

/** Memory that every operation works in: room for four numbers, and behind it the number 1, which the others multiply by. */
const heap = Float64Array.of(0, 0, 0, 0, 1);

const times = (tensor: Tensor): Tensor => ({ ...tensor, data: tensor.data.map((x) => x * (heap[4] ?? 1)) });

/** `linalg.dot` writes a vector that is longer than four past the end of its room, and is right all the same. */
export default {
  ...good,
  name: 'poisons',
  operations: {
    ...good.operations,
    'linalg.dot': (inputs: { a: Tensor; b: Tensor }) => {
      const result = good.operations['linalg.dot'](inputs);
      heap.set(inputs.a.data.subarray(0, 5));
      return result;
    },
    'linalg.outer': (inputs: { a: Tensor; b: Tensor }) => times(good.operations['linalg.outer'](inputs) as Tensor),
    'multilinear.vec': ({ a }: { a: Tensor }) => {
      const [rows = 1, columns = 1] = a.shape;
      if (a.shape.length !== 2) throw new RangeError('a matrix is needed');
      const data = a.data.map((_, at) => a.data[(at % rows) * columns + Math.floor(at / rows)] ?? 0);
      return times({ ...a, shape: [a.data.length], data });
    },
  },
};
