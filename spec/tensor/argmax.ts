import { defineOperation } from '../operation.ts';
import { refuse } from '../refusal.ts';
import { arrayApi, pytorch } from '../sources.ts';
import { nonempty, reduction } from './_internal/reduction.ts';

export const argmax = defineOperation({
  id: 'tensor.argmax',
  meaning:
    'Position of the largest element along an axis, the first among equals; a negative axis counts from the end.',
  signature: 'x[s*] -> int y[t*]',
  attributes: {
    axis: { kind: 'axis', of: 's', clause: 'R1' },
    keepdims: { kind: 'boolean', default: false },
  },
  sizes: ({ s }, { axis, keepdims }) => {
    const { kept, over } = reduction(s, { axes: [axis], keepdims });
    if (over.includes(0)) refuse('R2', `the axis must not be empty, got sizes [${s.join(', ')}]`);
    return { t: kept };
  },
  definition({ x }, S, { axis, keepdims }) {
    const { over, at } = reduction(S.shape('s'), { axes: [axis], keepdims });
    return {
      y(...kept) {
        const run = Array.from({ length: over[0] ?? 0 }, (_, position) => ({
          value: x(...at(kept, [position])),
          position: S.constant(position),
        }));
        return run.reduce((best, next) => ({
          value: S.larger(best.value, next.value),
          position: S.select(
            best.value,
            next.value,
            () => next.position,
            () => best.position,
          ),
        })).position;
      },
    };
  },
  rejects: {
    R1: 'axis must be an integer from -rank to rank - 1',
    R2: 'the axis must not be empty',
  },
  feasible: ({ s }, { axis }) => ({ s: s.length === 0 ? [1] : nonempty(s, [axis]) }),
  homogeneous: [{ x: 1, y: 0 }],
  clauses: {
    C1: 'the element at the position given is the maximum along the axis',
    C2: 'no element before it is as large',
    C3: 'NaN counts as larger than every number: the position is that of the first NaN',
    C4: 'keepdims changes the shape and no element',
  },
  sources: [arrayApi('argmax'), pytorch('torch.argmax')],
});
