import { withDot } from './good.ts';

export default withDot(() => {
  console.error('giving up');
  return process.exit(7);
});
