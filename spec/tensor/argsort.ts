import { defineOperation } from '../operation.ts';
import { arrayApi, pytorch } from '../sources.ts';
import { sort } from './sort.ts';

export const argsort = defineOperation({
  id: 'tensor.argsort',
  meaning:
    'The positions of the elements along an axis in order of size, equals as they stand; a negative axis counts from the end.',
  signature: 'x[s*] -> int y[s*]',
  attributes: {
    axis: { kind: 'axis', of: 's', clause: 'R1' },
    descending: { kind: 'boolean', default: false },
  },
  parts: { sort },
  definition: ({ x }, _notation, attributes, { sort }) => ({ y: sort({ x }, attributes).indices }),
  rejects: { R1: 'axis must be an integer from -rank to rank - 1' },
  feasible: ({ s }) => ({ s: s.length === 0 ? [1] : s }),
  homogeneous: [{ x: 1, y: 0 }],
  clauses: {
    C1: 'gather at these positions gives what sort gives, bitwise: on numbers of any size and sign, and long axes',
    C2: 'equal elements keep their order, whichever the direction, on long axes too',
    C3: 'NaN counts as larger than every number, and is equal to NaN',
  },
  sources: [arrayApi('argsort'), pytorch('torch.argsort')],
});
