import { defineOperation } from '../operation.ts';
import { arrayApi, ieee754 } from '../sources.ts';

/** Of log, log2 and log10. */
const specialCases = [
  [Number.NaN, Number.NaN],
  [-1, Number.NaN],
  [Number.NEGATIVE_INFINITY, Number.NaN],
  [0, Number.NEGATIVE_INFINITY],
  [-0, Number.NEGATIVE_INFINITY],
  [1, 0],
  [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
];

const nearOne = 'beside 1 the error is relative to x - 1';
const anySize = 'subnormal numbers and the largest have a logarithm like any other';

export const log = defineOperation({
  id: 'tensor.log',
  meaning: 'Natural logarithm of every element.',
  signature: 'x[...] -> y[...]',
  definition: ({ x }, { log }) => ({ y: () => log(x()) }),
  special: 'propagates',
  specialCases,
  domain: { x: 'positive' },
  derivative: ({ x }, { y: g }, { div }) => ({ x: () => div(g(), x()) }),
  clauses: { C1: nearOne, C2: anySize },
  sources: [ieee754('section 9.2'), arrayApi('log')],
});

export const log1p = defineOperation({
  id: 'tensor.log1p',
  meaning: 'Natural logarithm of 1 and every element: to all digits where the element is small.',
  signature: 'x[...] -> y[...]',
  definition: ({ x }, { log1p }) => ({ y: () => log1p(x()) }),
  special: 'propagates',
  specialCases: [
    [Number.NaN, Number.NaN],
    [-2, Number.NaN],
    [Number.NEGATIVE_INFINITY, Number.NaN],
    [-1, Number.NEGATIVE_INFINITY],
    [0, 0],
    [-0, -0],
    [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
  ],
  domain: { x: 'aboveMinusOne' },
  derivative: ({ x }, { y: g }, { div, add, constant }) => ({ x: () => div(g(), add(constant(1), x())) }),
  clauses: {
    C1: 'however small x is, of either sign, the error of log1p(x) is relative to x: 1 is not added on the way',
    C2: 'beside -1 and for the largest numbers log1p is within its bound',
  },
  sources: [ieee754('section 9.2'), arrayApi('log1p')],
});

export const log2 = defineOperation({
  id: 'tensor.log2',
  meaning: 'Logarithm of every element to base 2.',
  signature: 'x[...] -> y[...]',
  definition: ({ x }, { log, div, constant }) => ({ y: () => div(log(x()), log(constant(2))) }),
  special: 'propagates',
  specialCases,
  domain: { x: 'positive' },
  derivative: ({ x }, { y: g }, { div, mul, log, constant }) => ({
    x: () => div(g(), mul(x(), log(constant(2)))),
  }),
  clauses: { C1: nearOne, C2: anySize, C3: 'log2(2^k) = k, bitwise' },
  sources: [ieee754('section 9.2'), arrayApi('log2')],
});

export const log10 = defineOperation({
  id: 'tensor.log10',
  meaning: 'Logarithm of every element to base 10.',
  signature: 'x[...] -> y[...]',
  definition: ({ x }, { log, div, constant }) => ({ y: () => div(log(x()), log(constant(10))) }),
  special: 'propagates',
  specialCases,
  domain: { x: 'positive' },
  derivative: ({ x }, { y: g }, { div, mul, log, constant }) => ({
    x: () => div(g(), mul(x(), log(constant(10)))),
  }),
  clauses: { C1: nearOne, C2: anySize, C3: 'log10(10^k) = k, bitwise, where 10^k is a number of the data type' },
  sources: [ieee754('section 9.2'), arrayApi('log10')],
});
