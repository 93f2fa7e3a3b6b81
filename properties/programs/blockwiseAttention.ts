import { blockwiseAttention } from '../../spec/programs/blockwiseAttention.ts';
import { scaledDotProductAttention } from '../../spec/sequence/scaledDotProductAttention.ts';
import type { Law } from '../law.ts';
import { agrees } from '../program.ts';

export const laws: readonly Law[] = [
  agrees(blockwiseAttention, 'C1', {
    as: scaledDotProductAttention,
    inputs: {
      query: 'query',
      key: { join: ['key0', 'key1'], axis: 0 },
      value: { join: ['value0', 'value1'], axis: 0 },
    },
    hint: 'the states of the blocks are not merged by the shares of their sums, or the shares are held constant in the gradient',
  }),
];
