import { adapterOf } from './_internal/adapterOf.ts';

export default adapterOf('dense');
