import { axisFromFront } from '../attributeKinds.ts';
import { defineOperation } from '../operation.ts';
import { tensorAt } from '../shaped.ts';
import { arrayApi, pytorch } from '../sources.ts';

export const stack = defineOperation({
  id: 'tensor.stack',
  meaning: 'Tensors of one shape side by side along a new axis; a negative place of it counts from the end.',
  signature: 'xs*[s*] -> y[t*]',
  attributes: { axis: { kind: 'place', of: 's', clause: 'R1' } },
  sizes: ({ xs, s }, { axis }) => ({ t: s.toSpliced(axisFromFront(axis, s.length + 1), 0, xs) }),
  definition({ xs }, S, attributes) {
    const axis = axisFromFront(attributes.axis, S.shape('s').length + 1);
    return { y: (...index) => tensorAt(xs, index[axis] ?? 0)(...index.toSpliced(axis, 1)) };
  },
  special: 'propagates',
  zeros: 'signed',
  rejects: { R1: 'axis must be an integer from -(rank + 1) to rank' },
  feasible: ({ xs }) => ({ xs: Math.max(xs, 1) }),
  homogeneous: [{ xs: 1, y: 1 }],
  derivative: ({ xs }, { y: g }, S, attributes) => {
    const axis = axisFromFront(attributes.axis, S.shape('s').length + 1);
    return {
      xs: xs.map(
        (_, k) =>
          (...index) =>
            g(...index.toSpliced(axis, 0, k)),
      ),
    };
  },
  clauses: {
    C1: 'every slice along the new axis is one of the tensors, bitwise',
    C2: 'concat of the tensors with an axis of size 1 at that place is the same, bitwise',
    C3: 'the place counted from the end is the same place, bitwise',
  },
  sources: [arrayApi('stack'), pytorch('torch.stack')],
});
