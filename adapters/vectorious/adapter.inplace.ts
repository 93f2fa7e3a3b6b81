import { adapterOf } from './_internal/adapterOf.ts';

export default adapterOf('vectorious (in place)', (x) => x);
