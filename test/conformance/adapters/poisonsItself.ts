import type { Tensor } from '../../../spec/tensor.ts';
import { good } from './good.ts';

let seen = 0;

/** `linalg.outer` is right until it has seen a vector of three numbers, and doubles everything from then on. */
export default {
  ...good,
  name: 'poisons itself',
  operations: {
    ...good.operations,
    'linalg.outer': (inputs: { a: Tensor; b: Tensor }) => {
      const right = good.operations['linalg.outer'](inputs) as Tensor;
      const scale = seen > 0 ? 2 : 1;
      if (inputs.a.data.length === 3) seen++;
      return { ...right, data: right.data.map((x) => scale * x) };
    },
  },
};
