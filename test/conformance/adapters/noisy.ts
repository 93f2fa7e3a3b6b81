import { good, withDot } from './good.ts';

export default withDot((inputs) => {
  console.log('x'.repeat(100_000));
  process.send?.({ type: 'reply', id: -1, reply: { kind: 'returned', outputs: {}, inputsAfter: {} } });
  process.send?.('hello');
  return good.operations['linalg.dot'](inputs);
});
