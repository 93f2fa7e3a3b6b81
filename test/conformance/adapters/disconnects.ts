import { withDot } from './good.ts';

export default withDot(() => {
  process.disconnect();
  return 1;
});
