import { adapterOf } from './_internal/adapterOf.ts';

export default adapterOf('@stdlib/blas', { sum: 'sum', cusum: 'cusum', sort: 'sort2ins' });
