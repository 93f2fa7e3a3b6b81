import { existsSync, rmSync } from 'node:fs';
import type { Tensor } from '../../../spec/tensor.ts';
import { good } from './good.ts';

/** `linalg.dot` kills the process that judges it: at every call, or once where a file is named, which it removes; the test itself is spared. */
export default {
  ...good,
  name: 'kills its judge',
  operations: {
    ...good.operations,
    'linalg.dot': (inputs: { a: Tensor; b: Tensor }) => {
      const file = process.env['TENSOR_LAWS_TEST_FILE'];
      const isSpared = process.env['TENSOR_LAWS_TEST_SPARED'] === String(process.ppid);
      if (!isSpared && (file === undefined || existsSync(file))) {
        if (file !== undefined) rmSync(file);
        process.kill(process.ppid, 'SIGKILL');
      }
      return good.operations['linalg.dot'](inputs);
    },
  },
};
