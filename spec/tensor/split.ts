import { axisFromFront, partsOf } from '../attributeKinds.ts';
import { defineOperation } from '../operation.ts';
import { refuse } from '../refusal.ts';
import { numpy, pytorch } from '../sources.ts';

export const split = defineOperation({
  id: 'tensor.split',
  meaning: 'A tensor in parts along an axis: as many equal ones as are asked for, or of the sizes that are named.',
  signature: 'x[s*] -> ys*[each t*]',
  attributes: {
    axis: { kind: 'axis', of: 's', clause: 'R1' },
    parts: { kind: 'parts', of: 's', along: 'axis', clause: 'R2' },
  },
  sizes({ s }, attributes) {
    const axis = axisFromFront(attributes.axis, s.length);
    const { parts } = attributes;
    const sizes = partsOf(s[axis] ?? 0, parts);
    if (sizes === undefined) return refuse('R2', `parts must fill the ${s[axis]} of axis ${axis}, got ${parts}`);
    return { t: sizes.map((size) => s.with(axis, size)) };
  },
  definition({ x }, S, attributes) {
    const axis = axisFromFront(attributes.axis, S.shape('s').length);
    const sizes = partsOf(x.shape[axis] ?? 0, attributes.parts) ?? [];
    return {
      ys: sizes.map((_, k) => {
        const start = sizes.slice(0, k).reduce((sum, size) => sum + size, 0);
        return (...index) => x(...index.with(axis, start + (index[axis] ?? 0)));
      }),
    };
  },
  special: 'propagates',
  zeros: 'signed',
  rejects: {
    R1: 'axis must be an integer from -rank to rank - 1',
    R2: 'the parts must fill the axis: their number divides its size, or their sizes add up to it',
  },
  feasible: ({ s }) => ({ s: s.length === 0 ? [1] : s }),
  homogeneous: [{ x: 1, ys: 1 }],
  derivative: ({ x }, { ys: gs }, S, attributes) => {
    const axis = axisFromFront(attributes.axis, S.shape('s').length);
    const owners = gs.flatMap((g) => Array.from({ length: g.shape[axis] ?? 0 }, (_, at) => ({ g, at })));
    return {
      x(...index) {
        const { g, at } = owners[index[axis] ?? 0] ?? { g: x, at: 0 };
        return g(...index.with(axis, at));
      },
    };
  },
  clauses: {
    C1: 'concat returns x, bitwise',
    C2: 'a number of parts is the list of as many equal sizes, bitwise',
    C3: 'the axis counted from the end is the same axis, bitwise',
  },
  sources: [numpy('numpy.split'), pytorch('torch.split')],
});
