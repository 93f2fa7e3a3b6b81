import { axisFromFront } from '../attributeKinds.ts';
import { defineOperation } from '../operation.ts';
import { arrayApi, higham2002, pytorch } from '../sources.ts';

export const cumsum = defineOperation({
  id: 'tensor.cumsum',
  meaning:
    'Running sum along an axis: every element is the sum of those up to and with it; a negative axis counts from the end.',
  signature: 'x[s*] -> y[s*]',
  attributes: { axis: { kind: 'axis', of: 's', clause: 'R1' } },
  definition({ x }, S, attributes) {
    const axis = axisFromFront(attributes.axis, S.shape('s').length);
    return { y: (...index) => S.sum([(index[axis] ?? 0) + 1], (p) => x(...index.with(axis, p))) };
  },
  special: 'propagates',
  rejects: { R1: 'axis must be an integer from -rank to rank - 1' },
  feasible: ({ s }) => ({ s: s.length === 0 ? [1] : s }),
  homogeneous: [{ x: 1, y: 1 }],
  derivative: (_, { y: g }, S, attributes) => {
    const shape = S.shape('s');
    const axis = axisFromFront(attributes.axis, shape.length);
    return {
      x(...index) {
        const first = index[axis] ?? 0;
        return S.sum([(shape[axis] ?? 0) - first], (p) => g(...index.with(axis, first + p)));
      },
    };
  },
  clauses: {
    C1: 'the last element along the axis is the sum over it, on integers',
    C2: 'the differences of neighbours return x, on integers',
    C3: 'along one axis and then along another is the same in either order, on integers',
    C4: 'the axis counted from the end is the same axis, bitwise',
  },
  sources: [higham2002('section 4.2'), arrayApi('cumulative_sum'), pytorch('torch.cumsum')],
});
