import { withDot } from './good.ts';

export default withDot(() => ({ dtype: 'float64', shape: [2 ** 27], data: new Float64Array(2 ** 27) }));
