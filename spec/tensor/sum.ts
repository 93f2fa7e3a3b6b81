import { defineOperation } from '../operation.ts';
import { arrayApi, higham2002 } from '../sources.ts';
import { reduction } from './_internal/reduction.ts';

export const sum = defineOperation({
  id: 'tensor.sum',
  meaning: 'Sum over a set of axes; null means all axes, negative axes count from the end.',
  signature: 'x[s*] -> y[t*]',
  attributes: {
    axes: { kind: 'axes', of: 's', default: null, clause: 'R1' },
    keepdims: { kind: 'boolean', default: false },
  },
  sizes: ({ s }, attributes) => ({ t: reduction(s, attributes).kept }),
  definition: ({ x }, S, attributes) => {
    const { over, at } = reduction(S.shape('s'), attributes);
    return { y: (...kept) => S.sum(over, (...along) => x(...at(kept, along))) };
  },
  special: 'propagates',
  rejects: { R1: 'axes must be integers from -rank to rank - 1 that name distinct axes' },
  homogeneous: [{ x: 1, y: 1 }],
  derivative: (_, { y: g }, S, attributes) => {
    const { keptOf } = reduction(S.shape('s'), attributes);
    return { x: (...index) => g(...keptOf(index)) };
  },
  clauses: {
    C1: 'the sum over all axes is the sum over one axis after another, in any order, on integers',
    C2: 'the sum over no elements is 0',
    C3: 'sum(permute(x)) = sum(x) over all axes, on integers',
    C4: '<sum(x), y> = <x, broadcastTo(y)> on integers: the adjoint of broadcasting',
    C5: 'keepdims changes the shape and no element, bitwise',
  },
  sources: [higham2002('section 4.2'), arrayApi('sum')],
});
