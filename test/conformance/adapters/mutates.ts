import { good, withDot } from './good.ts';

export default withDot((inputs) => {
  const result = good.operations['linalg.dot'](inputs);
  inputs.a.data.fill(7);
  return result;
});
