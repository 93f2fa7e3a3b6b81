import { withDot } from './good.ts';

export default withDot(() => {
  // biome-ignore lint/style/useThrowOnlyError: what it is here for
  throw 'no luck';
});
