import { withDot } from './good.ts';

export default withDot(() => {
  throw new RangeError('only on Sundays');
});
