import { defineOperation } from '../operation.ts';
import { refuse } from '../refusal.ts';
import { arrayApi, pytorch } from '../sources.ts';
import { nonempty, reduction } from './_internal/reduction.ts';

export const min = defineOperation({
  id: 'tensor.min',
  meaning: 'Smallest element over a set of axes; null means all axes, negative axes count from the end.',
  signature: 'x[s*] -> y[t*]',
  attributes: {
    axes: { kind: 'axes', of: 's', default: null, clause: 'R1' },
    keepdims: { kind: 'boolean', default: false },
  },
  sizes: ({ s }, attributes) => {
    const { kept, over } = reduction(s, attributes);
    if (over.includes(0)) refuse('R2', `the reduced axes must not be empty, got sizes [${over.join(', ')}]`);
    return { t: kept };
  },
  definition: ({ x }, S, attributes) => {
    const { over, at } = reduction(S.shape('s'), attributes);
    return { y: (...kept) => S.neg(S.max(over, (...along) => S.neg(x(...at(kept, along))))) };
  },
  special: 'propagates',
  zeros: 'signed',
  rejects: {
    R1: 'axes must be integers from -rank to rank - 1 that name distinct axes',
    R2: 'the reduced axes must not be empty',
  },
  feasible: ({ s }, { axes }) => ({ s: nonempty(s, axes) }),
  homogeneous: [{ x: 1, y: 1 }],
  derivative: ({ x, y }, { y: g }, S, attributes) => {
    const { keptOf } = reduction(S.shape('s'), attributes);
    return {
      x: (...index) =>
        S.select(
          y(...keptOf(index)),
          x(...index),
          () => S.constant(0),
          () => g(...keptOf(index)),
        ),
    };
  },
  kinks:
    'ties: any split of the cotangent among the smallest elements (here the first in row-major order takes it whole)',
  clauses: {
    C1: 'min(x) = -max(-x), bitwise',
    C2: 'min x is an element of x and none is smaller, bitwise',
    C3: 'the minimum over several axes is that over one after another, bitwise',
    C4: 'NaN among the elements gives NaN',
    C5: 'min(permute(x)) = min(x) over all axes, bitwise',
  },
  sources: [arrayApi('min'), pytorch('torch.min')],
});

export const argmin = defineOperation({
  id: 'tensor.argmin',
  meaning:
    'Position of the smallest element along an axis, the first among equals; a negative axis counts from the end.',
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
          negated: S.neg(x(...at(kept, [position]))),
          position: S.constant(position),
        }));
        return run.reduce((best, next) => ({
          negated: S.larger(best.negated, next.negated),
          position: S.select(
            best.negated,
            next.negated,
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
    C1: 'argmin(x) = argmax(-x), bitwise: the first among equals',
    C2: 'the element at the position given is the minimum along the axis',
    C3: 'NaN counts as smaller than every number: the position is that of the first NaN',
  },
  sources: [arrayApi('argmin'), pytorch('torch.argmin')],
});
