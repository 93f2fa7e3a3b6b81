import { defineOperation } from '../operation.ts';
import { higham2002, neumaier1974, ogitaRumpOishi2005 } from '../sources.ts';

export const sumPairwise = defineOperation({
  id: 'numerics.sumPairwise',
  meaning: 'Sum of a vector in halves, each summed likewise, down to blocks that are summed in any order.',
  signature: 'x[..., n] -> s[...]',
  attributes: { block: { kind: 'integer', min: 1, default: 128, clause: 'R1' } },
  definition: ({ x }, { sum }) => ({ s: () => sum('n', x) }),
  freedom: 'where a vector is divided, while no element takes part in more additions than C1 has roundings',
  special: 'propagates',
  rejects: { R1: 'block must be an integer that is at least 1' },
  homogeneous: [{ x: 1, s: 1 }],
  exchangeable: ['n'],
  derivative: (_, { s: g }) => ({ x: () => g() }),
  clauses: {
    C1: '|computed - s| <= gamma_h sum |x|, h = ceil(log2(n / b)) + b for blocks of b: an addition for every division, and those of a block',
    C2: 'the sum over no elements is 0',
  },
  sources: [higham2002('section 4.2, equation 4.6')],
});

export const sumCompensated = defineOperation({
  id: 'numerics.sumCompensated',
  meaning:
    'Sum of a vector, beside which what the additions lose is summed as well, and added at the end: the algorithm of Kahan as Neumaier improved it.',
  signature: 'x[..., n] -> s[...]',
  definition: ({ x }, { sum }) => ({ s: () => sum('n', x) }),
  special: 'propagates',
  homogeneous: [{ x: 1, s: 1 }],
  exchangeable: ['n'],
  derivative: (_, { s: g }) => ({ x: () => g() }),
  clauses: {
    C1: '|computed - s| <= u |s| + gamma_(n-1)^2 sum |x|: that of the exact sum, unless it cancels to less than n^2 u of its terms',
    C2: 'the sum of a, B, b, -B is a + b, exact for small integers, however large B is: what the addition of a larger element loses is kept as well',
    C3: 'the sum over no elements is 0',
  },
  sources: [neumaier1974('algorithm IV'), ogitaRumpOishi2005('proposition 4.5'), higham2002('section 4.3')],
});
