import { adapterOf } from './_internal/adapterOf.ts';

export default adapterOf('svd-js', true, true);
