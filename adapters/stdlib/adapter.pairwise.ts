import { adapterOf } from './_internal/adapterOf.ts';

export default adapterOf('@stdlib/blas (pairwise)', { sum: 'sumpw', cusum: 'cusumpw', sort: 'sort2hp' });
