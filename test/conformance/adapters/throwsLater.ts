import { good, withDot } from './good.ts';

export default withDot((inputs) => {
  setTimeout(() => {
    throw new Error('too late');
  }, 1);
  return good.operations['linalg.dot'](inputs);
});
