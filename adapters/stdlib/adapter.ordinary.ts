import { adapterOf } from './_internal/adapterOf.ts';

export default adapterOf('@stdlib/blas (ordinary)', { sum: 'sumors', cusum: 'cusumors', sort: 'sort2sh' });
