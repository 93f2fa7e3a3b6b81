import { withDot } from './good.ts';

export default withDot(() => ({ dtype: 'float64', shape: [], data: new Float64Array(3) }));
