import { defineOperation } from '../operation.ts';
import { vaswani2017 } from '../sources.ts';

export const mergeHeads = defineOperation({
  id: 'sequence.mergeHeads',
  meaning: 'The features of every position from all heads, one head beside the other.',
  signature: 'x[..., h, n, d] -> y[..., n, h*d]',
  definition: ({ x }, { size }) => ({ y: (i, k) => x(Math.floor(k / size('d')), i, k % size('d')) }),
  special: 'propagates',
  zeros: 'signed',
  homogeneous: [{ x: 1, y: 1 }],
  exchangeable: ['n'],
  derivative: (_, { y: g }, { size }) => ({ x: (h, i, e) => g(i, h * size('d') + e) }),
  clauses: {
    C1: 'splitHeads returns x, bitwise',
    C2: 'permuting the heads permutes blocks of columns, bitwise',
  },
  sources: [vaswani2017('section 3.2.2')],
});
