import { withDot } from './good.ts';

export default withDot(({ a }) => ({ dtype: 'float64', shape: [1, a.data.length], data: a.data }));
