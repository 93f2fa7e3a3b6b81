import { defineOperation } from '../operation.ts';
import { dao2023, pytorch, vaswani2017 } from '../sources.ts';

export const causalMask = defineOperation({
  id: 'sequence.causalMask',
  meaning:
    'Which keys every query may see, 1 or 0, where it may see its own place and those before it: the first query stands at the first key (`start`), or the last query at the last key (`end`), as where the keys before are kept.',
  signature: '() -> int mask[l, s]',
  attributes: {
    l: { kind: 'integer', min: 0, clause: 'R1' },
    s: { kind: 'integer', min: 0, clause: 'R1' },
    align: { kind: 'choice', options: ['start', 'end'], default: 'start' },
  },
  definition: (_, { constant, size }, { align }) => ({
    mask: (i, j) => constant(j <= i + (align === 'end' ? size('s') - size('l') : 0) ? 1 : 0),
  }),
  rejects: { R1: 'l and s must be integers from 0' },
  clauses: {
    C1: 'as many queries as keys have one mask by either end: the lower triangle, n (n + 1) / 2 ones, bitwise',
    C2: 'from the end it is the last rows of the mask of as many queries as keys, bitwise: what a query adds to the keys that are kept it sees itself',
    C3: 'from the start, as a mask of 0 and minus infinity, it gives the weights of sequence.attentionWeights with causal: the same within the bounds of both, and 0 at the same places',
  },
  sources: [vaswani2017('section 3.2.3'), dao2023('section 3.1'), pytorch('torch.nn.attention.bias')],
});

export const paddingMask = defineOperation({
  id: 'sequence.paddingMask',
  meaning: 'Which places of a sequence hold something, 1 or 0: as many as its length says, from the first on.',
  signature: 'int lengths[...] -> int mask[..., n]',
  attributes: { n: { kind: 'integer', min: 0, clause: 'R1' } },
  definition: ({ lengths }, { constant }) => ({ mask: (j) => constant(j < Number(lengths()) ? 1 : 0) }),
  rejects: { R1: 'n must be an integer from 0' },
  domain: { lengths: 'label' },
  clauses: {
    C1: 'every row has as many ones as the length says, in front, bitwise: none of length 0, and all of length n',
    C2: 'as a mask of 0 and minus infinity it makes the weights of sequence.attentionWeights those of the keys within the length alone, whatever finite keys stand behind it, bit for bit',
  },
  sources: [vaswani2017('section 3.2.3'), pytorch('torch.nn.MultiheadAttention')],
});
