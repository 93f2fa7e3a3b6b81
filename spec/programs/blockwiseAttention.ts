import { program } from '../program.ts';
import { node } from '../programNode.ts';
import { blockAttention, mergeAttention } from '../sequence/streamingAttention.ts';
import { dao2023, milakovGimelshein2018 } from '../sources.ts';

export const blockwiseAttention = program({
  id: 'programs.blockwiseAttention',
  meaning: 'Attention to two blocks of keys one after the other, each by itself, and their states merged.',
  signature: 'query[l, d], key0[s, d], key1[r, d], value0[s, e], value1[r, e] -> output[l, e]',
  nodes: {
    first: node(blockAttention, { query: 'query', key: 'key0', value: 'value0' }),
    second: node(blockAttention, { query: 'query', key: 'key1', value: 'value1' }),
    both: node(mergeAttention, {
      output0: 'first.output',
      logSumExp0: 'first.logSumExp',
      output1: 'second.output',
      logSumExp1: 'second.logSumExp',
    }),
  },
  results: { output: 'both.output' },
  clauses: { C1: 'it is scaled dot-product attention to all keys at once: the same results and gradients' },
  sources: [milakovGimelshein2018('section 3'), dao2023('section 3.1')],
});
