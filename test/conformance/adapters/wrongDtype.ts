import { withDot } from './good.ts';

export default withDot(() => ({ dtype: 'float32', shape: [], data: new Float32Array(1) }));
