import { defineOperation } from '../operation.ts';
import { arrayApi, higham2002 } from '../sources.ts';
import { sizeOf } from '../tensor.ts';
import { nonempty, reduction } from './_internal/reduction.ts';

export const mean = defineOperation({
  id: 'tensor.mean',
  meaning: 'Arithmetic mean over a set of axes; null means all axes, negative axes count from the end.',
  signature: 'x[s*] -> y[t*]',
  attributes: {
    axes: { kind: 'axes', of: 's', default: null, clause: 'R1' },
    keepdims: { kind: 'boolean', default: false },
  },
  sizes: ({ s }, attributes) => ({ t: reduction(s, attributes).kept }),
  definition: ({ x }, S, attributes) => {
    const { over, at } = reduction(S.shape('s'), attributes);
    return { y: (...kept) => S.mean(over, (...along) => x(...at(kept, along))) };
  },
  freedom: 'the mean over no elements is NaN or refused',
  special: 'propagates',
  rejects: { R1: 'axes must be integers from -rank to rank - 1 that name distinct axes' },
  feasible: ({ s }, { axes }) => ({ s: nonempty(s, axes) }),
  homogeneous: [{ x: 1, y: 1 }],
  derivative: (_, { y: g }, S, attributes) => {
    const { over, keptOf } = reduction(S.shape('s'), attributes);
    return { x: (...index) => S.div(g(...keptOf(index)), S.constant(sizeOf(over))) };
  },
  clauses: {
    C1: 'min x <= mean x <= max x, up to rounding',
    C2: 'the mean of equal integers is that integer, up to rounding',
    C3: 'mean(x + c) = mean(x) + c within the bounds of both, on integers',
    C4: 'n mean(x) = sum(x) within the bound, on integers',
    C5: 'keepdims changes the shape and no element, bitwise',
    C6: 'more than the definition asks: C3 and C4 hold bitwise where the mean is an integer, as for a sum that is divided by n',
  },
  sources: [higham2002('section 1.9'), arrayApi('mean')],
});
