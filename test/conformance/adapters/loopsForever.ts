import { withDot } from './good.ts';

export default withDot(() => {
  for (;;);
});
