import { withDot } from './good.ts';

export default withDot(() => {
  throw Object.assign(new Error('no dot products'), { name: 'Unsupported' });
});
