import { defineOperation } from '../operation.ts';
import { refuse } from '../refusal.ts';
import { arrayApi, pytorch } from '../sources.ts';
import { nonempty, reduction } from './_internal/reduction.ts';

export const max = defineOperation({
  id: 'tensor.max',
  meaning: 'Largest element over a set of axes; null means all axes, negative axes count from the end.',
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
    return { y: (...kept) => S.max(over, (...along) => x(...at(kept, along))) };
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
          x(...index),
          y(...keptOf(index)),
          () => S.constant(0),
          () => g(...keptOf(index)),
        ),
    };
  },
  kinks:
    'ties: any split of the cotangent among the largest elements (here the first in row-major order takes it whole)',
  clauses: {
    C1: 'max x is an element of x and none is larger, bitwise',
    C2: 'max(x) + c = max(x + c), bitwise: rounding is monotone',
    C3: 'the maximum over several axes is that over one after another, bitwise',
    C4: 'NaN among the elements gives NaN',
    C5: 'the gradient is 0 beside the maxima, at least 0 times the cotangent on them, and sums to the cotangent',
    C6: 'max(permute(x)) = max(x) over all axes, bitwise',
  },
  sources: [arrayApi('max'), pytorch('torch.max')],
});
