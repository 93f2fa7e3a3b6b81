import { defineOperation } from '../operation.ts';
import { arrayApi, ieee754 } from '../sources.ts';

const zerosStay = [
  [0, 0],
  [-0, -0],
  [Number.NaN, Number.NaN],
];

export const sinh = defineOperation({
  id: 'tensor.sinh',
  meaning: 'Hyperbolic sine of every element.',
  signature: 'x[...] -> y[...]',
  definition: ({ x }, { sinh }) => ({ y: () => sinh(x()) }),
  special: 'propagates',
  zeros: 'signed',
  specialCases: [
    ...zerosStay,
    [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
    [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY],
  ],
  smooth: { x: 'moderate' },
  derivative: ({ x }, { y: g }, { mul, cosh }) => ({ x: () => mul(g(), cosh(x())) }),
  clauses: {
    C1: 'sinh(-x) = -sinh(x), bitwise',
    C2: 'however small x is, the error of sinh(x) is relative to x',
    C3: 'where exp(x) is too large and sinh(x) is not, sinh is within its bound',
  },
  sources: [ieee754('section 9.2'), arrayApi('sinh')],
});

export const cosh = defineOperation({
  id: 'tensor.cosh',
  meaning: 'Hyperbolic cosine of every element.',
  signature: 'x[...] -> y[...]',
  definition: ({ x }, { cosh }) => ({ y: () => cosh(x()) }),
  special: 'propagates',
  specialCases: [
    [0, 1],
    [-0, 1],
    [Number.NaN, Number.NaN],
    [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
    [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
  ],
  smooth: { x: 'moderate' },
  derivative: ({ x }, { y: g }, { mul, sinh }) => ({ x: () => mul(g(), sinh(x())) }),
  clauses: {
    C1: 'cosh(-x) = cosh(x), bitwise',
    C2: 'where exp(x) is too large and cosh(x) is not, cosh is within its bound',
  },
  sources: [ieee754('section 9.2'), arrayApi('cosh')],
});

export const tanh = defineOperation({
  id: 'tensor.tanh',
  meaning: 'Hyperbolic tangent of every element.',
  signature: 'x[...] -> y[...]',
  definition: ({ x }, { tanh }) => ({ y: () => tanh(x()) }),
  special: 'propagates',
  zeros: 'signed',
  specialCases: [...zerosStay, [Number.POSITIVE_INFINITY, 1], [Number.NEGATIVE_INFINITY, -1]],
  derivative: ({ y }, { y: g }, { mul, sub, constant }) => ({
    x: () => mul(g(), sub(constant(1), mul(y(), y()))),
  }),
  clauses: {
    C1: 'tanh(-x) = -tanh(x), bitwise',
    C2: 'however small x is, the error of tanh(x) is relative to x',
    C3: '|tanh(x)| <= 1, and where exp(2 x) is too large it is 1 all the same',
  },
  sources: [ieee754('section 9.2'), arrayApi('tanh')],
});
