import { axisFromFront } from '../attributeKinds.ts';
import { defineOperation } from '../operation.ts';
import { refuse } from '../refusal.ts';
import { pytorch } from '../sources.ts';
import { sort } from './sort.ts';

export const topk = defineOperation({
  id: 'tensor.topk',
  meaning:
    'The k largest elements along an axis, or the k smallest, in this order, and the positions that they had; a negative axis counts from the end.',
  signature: 'x[s*] -> values[t*], int indices[t*]',
  attributes: {
    axis: { kind: 'axis', of: 's', clause: 'R1' },
    k: { kind: 'integer', min: 0, clause: 'R2' },
    largest: { kind: 'boolean', default: true },
  },
  sizes: ({ s }, { axis, k }) => {
    const size = s.at(axis) ?? 0;
    if (k > size) refuse('R2', `k must be at most ${size}, the size of the axis, got ${k}`);
    return { t: s.with(axis, k) };
  },
  parts: { sort },
  definition: ({ x }, _notation, { axis, largest }, { sort }) => sort({ x }, { axis, descending: largest }),
  zeros: 'signed',
  rejects: {
    R1: 'axis must be an integer from -rank to rank - 1',
    R2: 'k must be a whole number up to the size of the axis',
  },
  feasible: ({ s }, { axis, k }) => ({ s: s.length === 0 ? [k] : s.with(axis, Math.max(s.at(axis) ?? 0, k)) }),
  homogeneous: [{ x: 1, values: 1, indices: 0 }],
  ties: { of: 'x', elements: 'values', positions: 'indices' },
  derivative: ({ indices }, { values: g }, S, attributes) => {
    const axis = axisFromFront(attributes.axis, S.shape('s').length);
    const zero = () => S.constant(0);
    return {
      x: (...index) =>
        S.sum([g.shape[axis] ?? 0], (place) => {
          const there = index.with(axis, place);
          return S.equal(indices(...there), index[axis] ?? 0, () => g(...there), zero);
        }),
    };
  },
  kinks: 'among equal elements the positions given say which has which gradient',
  clauses: {
    C1: 'values and positions are the first k of all in descending order, in ascending order where not largest, bitwise',
    C2: 'among equal elements those in front come first, and are taken first',
    C3: 'NaN counts as larger than every number',
    C4: 'among equal elements, too, the gradient of each is G where it was put: at the position given',
  },
  sources: [pytorch('torch.topk')],
});
