import { defineOperation } from '../operation.ts';
import { vaswani2017 } from '../sources.ts';

export const splitHeads = defineOperation({
  id: 'sequence.splitHeads',
  meaning:
    'The features of every position in as many heads, each of consecutive ones, and the heads before the positions.',
  signature: 'x[..., n, heads*d] -> y[..., heads, n, d]',
  attributes: { heads: { kind: 'integer', min: 1, clause: 'R1' } },
  definition: ({ x }, { size }) => ({ y: (head, i, e) => x(i, head * size('d') + e) }),
  special: 'propagates',
  zeros: 'signed',
  rejects: { R1: 'heads must be an integer that is at least 1' },
  homogeneous: [{ x: 1, y: 1 }],
  exchangeable: ['n'],
  derivative: (_, { y: g }, { size }) => ({
    x: (i, k) => g(Math.floor(k / size('d')), i, k % size('d')),
  }),
  clauses: {
    C1: 'mergeHeads returns x, bitwise',
    C2: 'a single head is x itself, bitwise',
    C3: 'as many heads as features are x transposed, bitwise',
  },
  sources: [vaswani2017('section 3.2.2')],
});
