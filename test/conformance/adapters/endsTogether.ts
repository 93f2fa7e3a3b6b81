import type { Tensor } from '../../../spec/tensor.ts';
import { good } from './good.ts';

/** Calls of `linalg.dot` that came in the message that is under way. */
let together = 0;
process.on('message', () => {
  together = 0;
});

/** Ends its process at the third call of `linalg.dot` that crosses in one message, and at no call that crosses alone. */
export default {
  ...good,
  name: 'ends together',
  operations: {
    ...good.operations,
    'linalg.dot': (inputs: { a: Tensor; b: Tensor }) => {
      if (++together === 3) process.exit(7);
      return good.operations['linalg.dot'](inputs);
    },
  },
};
