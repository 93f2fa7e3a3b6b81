import { adapterOf } from './_internal/adapterOf.ts';

export default adapterOf('svd-js (full U)', 'f', true);
