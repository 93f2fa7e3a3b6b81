import { existsSync, rmSync } from 'node:fs';
import type { Tensor } from '../../../spec/tensor.ts';
import { good } from './good.ts';

/** Calls of `linalg.dot` that came in the message that is under way. */
let together = 0;
process.on('message', () => {
  together = 0;
});

/** Ends its process once, at the third call that crosses in one message: while a file is there, which it removes. */
export default {
  ...good,
  name: 'ends once',
  operations: {
    ...good.operations,
    'linalg.dot': (inputs: { a: Tensor; b: Tensor }) => {
      const file = process.env['TENSOR_LAWS_TEST_FILE'] ?? '';
      if (++together === 3 && existsSync(file)) {
        rmSync(file);
        process.exit(7);
      }
      return good.operations['linalg.dot'](inputs);
    },
  },
};
