import { axisFromFront } from '../attributeKinds.ts';
import type { Arithmetic } from '../notation.ts';
import { defineOperation } from '../operation.ts';
import { arrayApi, higham2002, pytorch } from '../sources.ts';
import { reduction } from './_internal/reduction.ts';

/** The product of some factors; 1 where there is none. */
const productOf = <T>(S: Arithmetic<T>, factors: readonly T[]): T => {
  const [first, ...others] = factors;
  return first === undefined ? S.constant(1) : others.reduce(S.mul, first);
};

export const prod = defineOperation({
  id: 'tensor.prod',
  meaning: 'Product over a set of axes; null means all axes, negative axes count from the end.',
  signature: 'x[s*] -> y[t*]',
  attributes: {
    axes: { kind: 'axes', of: 's', default: null, clause: 'R1' },
    keepdims: { kind: 'boolean', default: false },
  },
  sizes: ({ s }, attributes) => ({ t: reduction(s, attributes).kept }),
  definition: ({ x }, S, attributes) => {
    const { over, at } = reduction(S.shape('s'), attributes);
    return {
      y: (...kept) =>
        productOf(
          S,
          S.each(over, (...along) => x(...at(kept, along))),
        ),
    };
  },
  freedom: 'infinities and zeros where a part of the factors overflows or underflows, which depends on their order',
  special: 'propagatesNaN',
  rejects: { R1: 'axes must be integers from -rank to rank - 1 that name distinct axes' },
  derivative: ({ x }, { y: g }, S, attributes) => {
    const { over, at, keptOf } = reduction(S.shape('s'), attributes);
    return {
      x(...index) {
        const kept = keptOf(index);
        const others = S.each(over, (...along) => {
          const other = at(kept, along);
          return other.join() === index.join() ? undefined : x(...other);
        });
        return S.mul(g(...kept), productOf(S, others));
      },
    };
  },
  clauses: {
    C1: 'the product over all axes is that over one axis after another, in any order, on powers of two',
    C2: 'the product of no elements is 1',
    C3: 'prod(permute(x)) = prod(x) over all axes, on powers of two',
    C4: 'the gradient at one zero is the product of the others and beside it 0, and at two zeros it is 0 throughout: nothing is divided by an element',
    C5: 'keepdims changes the shape and no element, bitwise',
  },
  sources: [higham2002('lemma 3.1'), arrayApi('prod'), pytorch('torch.prod')],
});

export const cumprod = defineOperation({
  id: 'tensor.cumprod',
  meaning:
    'Running product along an axis: every element is the product of those up to and with it; a negative axis counts from the end.',
  signature: 'x[s*] -> y[s*]',
  attributes: { axis: { kind: 'axis', of: 's', clause: 'R1' } },
  definition({ x }, S, attributes) {
    const axis = axisFromFront(attributes.axis, S.shape('s').length);
    return {
      y: (...index) =>
        productOf(
          S,
          S.each([(index[axis] ?? 0) + 1], (p) => x(...index.with(axis, p))),
        ),
    };
  },
  special: 'propagatesNaN',
  rejects: { R1: 'axis must be an integer from -rank to rank - 1' },
  feasible: ({ s }) => ({ s: s.length === 0 ? [1] : s }),
  derivative: 'ofDefinition',
  clauses: {
    C1: 'the last element along the axis is the product over it, on powers of two',
    C2: 'the quotients of neighbours return x, on powers of two',
    C3: 'the gradient at one zero is that of the products of the others: nothing is divided by an element',
    C4: 'the axis counted from the end is the same axis, bitwise',
  },
  sources: [higham2002('lemma 3.1'), arrayApi('cumulative_prod'), pytorch('torch.cumprod')],
});
