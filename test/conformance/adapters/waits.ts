import { setTimeout as sleep } from 'node:timers/promises';
import type { Tensor } from '../../../spec/tensor.ts';
import { good, withDot } from './good.ts';

/** Right, and waits for half a second at the first call, as on a machine that is busy with something else. */
let isFirst = true;
export default withDot(async (inputs: { a: Tensor; b: Tensor }) => {
  if (isFirst) await sleep(500);
  isFirst = false;
  return good.operations['linalg.dot'](inputs);
});
