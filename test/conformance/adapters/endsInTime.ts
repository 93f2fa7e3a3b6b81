import type { Tensor } from '../../../spec/tensor.ts';
import { good } from './good.ts';

let calls = 0;

/** Ends its process at the twentieth call of `linalg.dot` since it started. */
export default {
  ...good,
  name: 'ends in time',
  operations: {
    ...good.operations,
    'linalg.dot': (inputs: { a: Tensor; b: Tensor }) => {
      if (++calls === 20) process.exit(7);
      return good.operations['linalg.dot'](inputs);
    },
  },
};
