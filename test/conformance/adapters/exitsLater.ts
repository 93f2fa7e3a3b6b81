import type { Tensor } from '../../../spec/tensor.ts';
import { good, withDot } from './good.ts';

export default withDot((inputs: { a: Tensor; b: Tensor }) => {
  setTimeout(() => process.exit(5), 5);
  return good.operations['linalg.dot'](inputs);
});
