import { adapterOf } from './_internal/adapterOf.ts';

export default adapterOf('svd-js (tol)', true, true, 2 ** -52, 2 ** -1022 / 2 ** -52);
