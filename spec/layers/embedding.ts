import { defineOperation } from '../operation.ts';
import { refuse } from '../refusal.ts';
import { bengio2003, pytorch } from '../sources.ts';

export const embedding = defineOperation({
  id: 'layers.embedding',
  meaning:
    'For every integer the row of a table that it names; the row of padding, where there is one, learns nothing.',
  signature: 'weight[v, d], int ids[s*] -> y[s*, d]',
  // -1: there is none.
  attributes: { padding: { kind: 'integer', min: -1, default: -1, clause: 'R2' } },
  sizes({ v }, { padding }) {
    if (padding >= v) refuse('R2', `padding must be below ${v}, the number of rows, got ${padding}`);
    return {};
  },
  definition: ({ weight, ids }, S, { padding }) => ({
    y(...index) {
      const [column = 0] = index.splice(-1);
      const row = ids(...index);
      const value = () => weight(row, column);
      return S.equal(row, padding, () => S.detach(value()), value);
    },
  }),
  freedom: 'an id from -v to -1 may be refused, or count from the end',
  special: 'propagates',
  zeros: 'signed',
  rejects: {
    R1: 'an id must be from 0 to v - 1',
    R2: 'padding must be an integer from -1, which says none, to v - 1',
  },
  domain: { ids: 'row' },
  feasible: ({ v }, { padding }) => ({ v: Math.max(v, padding + 1, 1) }),
  homogeneous: [{ weight: 1, y: 1 }],
  exchangeable: ['d'],
  derivative: 'ofDefinition',
  held: 'the row of padding, whose gradient is 0',
  clauses: {
    C1: 'it is oneHot(ids) weight, on integers',
    C2: 'it is take(weight, ids, axis 0), bitwise',
    C3: 'the gradient is scatterAdd of G into zeros: what comes from equal ids is summed, on integers',
    C4: 'the gradient of the row of padding is 0, that of the others and the result are those without padding, bitwise',
  },
  sources: [bengio2003('section 2'), pytorch('torch.nn.functional.embedding')],
});
