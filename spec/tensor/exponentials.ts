import { defineOperation } from '../operation.ts';
import { arrayApi, ieee754 } from '../sources.ts';

export const exp = defineOperation({
  id: 'tensor.exp',
  meaning: 'The number e to the power of every element.',
  signature: 'x[...] -> y[...]',
  definition: ({ x }, { exp }) => ({ y: () => exp(x()) }),
  special: 'propagates',
  specialCases: [
    [Number.NaN, Number.NaN],
    [0, 1],
    [-0, 1],
    [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
    [Number.NEGATIVE_INFINITY, 0],
  ],
  smooth: { x: 'moderate' },
  derivative: ({ y }, { y: g }, { mul }) => ({ x: () => mul(g(), y()) }),
  clauses: {
    C1: 'from the smallest result that is a normal number to the largest finite one, exp is within its bound',
    C2: 'what is too large is Infinity, what is too small is +0',
  },
  sources: [ieee754('section 9.2'), arrayApi('exp')],
});

export const expm1 = defineOperation({
  id: 'tensor.expm1',
  meaning: 'The number e to the power of every element, less 1: to all digits where the element is small.',
  signature: 'x[...] -> y[...]',
  definition: ({ x }, { expm1 }) => ({ y: () => expm1(x()) }),
  special: 'propagates',
  zeros: 'signed',
  specialCases: [
    [Number.NaN, Number.NaN],
    [0, 0],
    [-0, -0],
    [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
    [Number.NEGATIVE_INFINITY, -1],
  ],
  smooth: { x: 'moderate' },
  derivative: ({ x }, { y: g }, { mul, exp }) => ({ x: () => mul(g(), exp(x())) }),
  clauses: {
    C1: 'however small x is, of either sign, the error of expm1(x) is relative to x: 1 is not added on the way',
    C2: 'expm1 does not pass -1',
  },
  sources: [ieee754('section 9.2'), arrayApi('expm1')],
});
