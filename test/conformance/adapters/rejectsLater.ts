import { good, withDot } from './good.ts';

export default withDot((inputs) => {
  void Promise.reject(new Error('nobody waits for me'));
  return good.operations['linalg.dot'](inputs);
});
