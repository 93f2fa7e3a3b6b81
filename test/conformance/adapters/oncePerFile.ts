import { existsSync, rmSync } from 'node:fs';
import type { Tensor } from '../../../spec/tensor.ts';
import { good } from './good.ts';

/** `linalg.dot` is wrong once: while a file is there, which it removes. */
export default {
  ...good,
  name: 'once per file',
  operations: {
    ...good.operations,
    'linalg.dot': (inputs: { a: Tensor; b: Tensor }) => {
      const right = Number(good.operations['linalg.dot'](inputs));
      const file = process.env['TENSOR_LAWS_TEST_FILE'] ?? '';
      if (!existsSync(file)) return right;
      rmSync(file);
      // Wrong whatever its size.
      return 2 * right + 1;
    },
  },
};
