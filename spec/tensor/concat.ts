import { axisFromFront } from '../attributeKinds.ts';
import { defineOperation } from '../operation.ts';
import { refuse } from '../refusal.ts';
import { tensorAt } from '../shaped.ts';
import { arrayApi, pytorch } from '../sources.ts';

export const concat = defineOperation({
  id: 'tensor.concat',
  meaning:
    'Tensors one after another along an axis, in whose size alone they may differ; a negative axis counts from the end.',
  signature: 'xs*[each s*] -> y[t*]',
  attributes: { axis: { kind: 'axis', of: 's', clause: 'R2' } },
  sizes({ s }, attributes) {
    const first = s[0] ?? refuse('R1', 'there must be at least one tensor');
    const axis = axisFromFront(attributes.axis, first.length);
    s.forEach((shape, k) => {
      const due = first.with(axis, shape[axis] ?? 0);
      if (shape.join() !== due.join()) throw new RangeError(`xs.${k} must have shape [${due}], got [${shape}]`);
    });
    return {
      t: first.with(
        axis,
        s.reduce((sum, shape) => sum + (shape[axis] ?? 0), 0),
      ),
    };
  },
  definition({ xs }, S, attributes) {
    const axis = axisFromFront(attributes.axis, S.shape('s').length);
    const sizeOf = (k: number) => tensorAt(xs, k).shape[axis] ?? 0;
    return {
      y(...index) {
        let [k, at] = [0, index[axis] ?? 0];
        for (; at >= sizeOf(k); k++) at -= sizeOf(k);
        return tensorAt(xs, k)(...index.with(axis, at));
      },
    };
  },
  special: 'propagates',
  zeros: 'signed',
  rejects: { R1: 'there must be at least one tensor', R2: 'axis must be an integer from -rank to rank - 1' },
  feasible({ xs, s }, attributes) {
    const first = s[0] === undefined || s[0].length === 0 ? [1] : s[0];
    const axis = axisFromFront(attributes.axis, first.length);
    const count = Math.max(xs, 1);
    return { xs: count, s: Array.from({ length: count }, (_, k) => first.with(axis, s[k]?.[axis] ?? 1)) };
  },
  homogeneous: [{ xs: 1, y: 1 }],
  derivative: ({ xs }, { y: g }, S, attributes) => {
    const axis = axisFromFront(attributes.axis, S.shape('s').length);
    const starts = xs.map((_, k) => xs.slice(0, k).reduce((sum, { shape }) => sum + (shape[axis] ?? 0), 0));
    return {
      xs: starts.map(
        (start) =>
          (...index) =>
            g(...index.with(axis, start + (index[axis] ?? 0))),
      ),
    };
  },
  clauses: {
    C1: 'split into the sizes of the tensors returns them, bitwise',
    C2: 'of a single tensor it is that tensor, bitwise',
    C3: 'concat([a, b, c]) = concat([concat([a, b]), c]), bitwise',
    C4: 'the axis counted from the end is the same axis, bitwise',
    C5: 'a tensor that is empty along the axis changes nothing, bitwise',
  },
  sources: [arrayApi('concat'), pytorch('torch.cat')],
});
