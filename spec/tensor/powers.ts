import { defineOperation } from '../operation.ts';
import { arrayApi, ieee754 } from '../sources.ts';

const bothInfinities = [
  [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
  [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
];

export const sqrt = defineOperation({
  id: 'tensor.sqrt',
  meaning: 'The root of every element that is not negative.',
  signature: 'x[...] -> y[...]',
  definition: ({ x }, { sqrt }) => ({ y: () => sqrt(x()) }),
  special: 'propagates',
  zeros: 'signed',
  specialCases: [
    [0, 0],
    [-0, -0],
    [-1, Number.NaN],
    [Number.NEGATIVE_INFINITY, Number.NaN],
    [Number.NaN, Number.NaN],
    [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
  ],
  domain: { x: 'nonnegative' },
  smooth: { x: 'positive' },
  homogeneous: [{ x: 2, y: 1 }],
  derivative: ({ y }, { y: g }, { div, add }) => ({ x: () => div(g(), add(y(), y())) }),
  clauses: {
    C1: 'the root is the number of the data type that is nearest to it, where a profile does not state less',
    C2: 'the root of a square of few digits is exact, where it is correctly rounded',
  },
  sources: [ieee754('section 5.4.1'), arrayApi('sqrt')],
});

export const square = defineOperation({
  id: 'tensor.square',
  meaning: 'Product of every element with itself.',
  signature: 'x[...] -> y[...]',
  definition: ({ x }, { mul }) => ({ y: () => mul(x(), x()) }),
  special: 'propagates',
  zeros: 'signed',
  specialCases: [[0, 0], [-0, 0], [Number.NaN, Number.NaN], ...bothInfinities],
  homogeneous: [{ x: 1, y: 2 }],
  derivative: ({ x }, { y: g }, { mul, add }) => ({ x: () => mul(g(), add(x(), x())) }),
  clauses: { C1: '(-x)^2 = x^2, bitwise', C2: 'x^2 = x x, bitwise' },
  sources: [arrayApi('square')],
  cost: { multiplications: () => 1 },
});

export const reciprocal = defineOperation({
  id: 'tensor.reciprocal',
  meaning: '1 over every element.',
  signature: 'x[...] -> y[...]',
  definition: ({ x }, { div, constant }) => ({ y: () => div(constant(1), x()) }),
  special: 'propagates',
  specialCases: [
    [0, Number.POSITIVE_INFINITY],
    [-0, Number.NEGATIVE_INFINITY],
    [Number.POSITIVE_INFINITY, 0],
    [Number.NEGATIVE_INFINITY, -0],
    [Number.NaN, Number.NaN],
  ],
  domain: { x: 'nonzero' },
  homogeneous: [{ x: 1, y: -1 }],
  derivative: ({ y }, { y: g }, { mul, neg }) => ({ x: () => neg(mul(mul(g(), y()), y())) }),
  clauses: {
    C1: 'the reciprocal is the number of the data type that is nearest to it, where a profile does not state less',
    C2: '1 / 2^k = 2^-k, bitwise, where division is correctly rounded',
    C3: 'of the largest numbers, whose reciprocals are subnormal, it is within its bound',
  },
  sources: [ieee754('section 5.4.1'), arrayApi('divide')],
});

export const pow = defineOperation({
  id: 'tensor.pow',
  meaning: 'Every element of one tensor to the power of those of another; axes are aligned at the right.',
  signature: 'a[...], b[...] -> c[...]',
  definition: ({ a, b }, { pow }) => ({ c: () => pow(a(), b()) }),
  specialCases: [
    [Number.NaN, 0, 1],
    [Number.NaN, -0, 1],
    [Number.POSITIVE_INFINITY, 0, 1],
    [0, 0, 1],
    [-0, -0, 1],
    [2, Number.NaN, Number.NaN],
    [Number.NaN, 1, Number.NaN],
    [-2, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
    [2, Number.NEGATIVE_INFINITY, 0],
    [1, Number.POSITIVE_INFINITY, 1],
    [1, Number.NEGATIVE_INFINITY, 1],
    [-1, Number.POSITIVE_INFINITY, 1],
    [-1, Number.NEGATIVE_INFINITY, 1],
    [-0.5, Number.POSITIVE_INFINITY, 0],
    [0.5, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
    [Number.POSITIVE_INFINITY, 0.5, Number.POSITIVE_INFINITY],
    [Number.POSITIVE_INFINITY, -0.5, 0],
    [Number.NEGATIVE_INFINITY, 3, Number.NEGATIVE_INFINITY],
    [Number.NEGATIVE_INFINITY, 2, Number.POSITIVE_INFINITY],
    [Number.NEGATIVE_INFINITY, 0.5, Number.POSITIVE_INFINITY],
    [Number.NEGATIVE_INFINITY, -3, -0],
    [Number.NEGATIVE_INFINITY, -2, 0],
    [Number.NEGATIVE_INFINITY, -0.5, 0],
    [0, 2, 0],
    [0, 0.5, 0],
    [0, -1, Number.POSITIVE_INFINITY],
    [-0, 3, -0],
    [-0, 2, 0],
    [-0, 0.5, 0],
    [-0, -3, Number.NEGATIVE_INFINITY],
    [-0, -2, Number.POSITIVE_INFINITY],
    [-0, -0.5, Number.POSITIVE_INFINITY],
    [-2, 0.5, Number.NaN],
  ],
  domain: { a: 'positive' },
  smooth: { b: 'moderate' },
  derivative: ({ a, b, c }, { c: g }, { mul, sub, pow, log, constant }) => ({
    a: () => mul(g(), mul(b(), pow(a(), sub(b(), constant(1))))),
    b: () => mul(g(), mul(c(), log(a()))),
  }),
  clauses: {
    C1: 'an integer power of a negative number is within its bound, with the sign of the parity of the exponent',
    C2: 'for a base beside 1 and a large exponent, and for results of any size, pow is within its bound',
    C3: 'what is too large is infinite and what is too small is 0, with the sign of the power',
  },
  sources: [ieee754('section 9.2'), arrayApi('pow; broadcasting')],
});

export const hypot = defineOperation({
  id: 'tensor.hypot',
  meaning: 'Length of the hypotenuse over two tensors of legs; axes are aligned at the right.',
  signature: 'a[...], b[...] -> c[...]',
  definition: ({ a, b }, { abs, select, mul, div, add, sqrt, constant }) => ({
    c() {
      const [first, second, zero] = [abs(a()), abs(b()), constant(0)];
      const byLonger = (most: typeof first, least: typeof first) => () => {
        const share = div(least, most);
        return mul(most, sqrt(add(constant(1), mul(share, share))));
      };
      const byFirst = () => select(zero, first, byLonger(first, second), () => zero);
      return select(first, second, byLonger(second, first), byFirst);
    },
  }),
  specialCases: [
    [0, 0, 0],
    [-0, 0, 0],
    [-0, -0, 0],
    [-3, 0, 3],
    [Number.POSITIVE_INFINITY, Number.NaN, Number.POSITIVE_INFINITY],
    [Number.NaN, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
    [Number.NEGATIVE_INFINITY, 1, Number.POSITIVE_INFINITY],
    [1, Number.NaN, Number.NaN],
    [Number.NaN, 0, Number.NaN],
  ],
  smooth: { a: 'nonzero', b: 'nonzero' },
  homogeneous: [{ a: 1, b: 1, c: 1 }],
  derivative: ({ a, b, c }, { c: g }, { mul, div }) => ({
    a: () => mul(g(), div(a(), c())),
    b: () => mul(g(), div(b(), c())),
  }),
  clauses: {
    C1: 'more than the definition asks: hypot(a, b) = hypot(b, a) = hypot(-a, b), bitwise',
    C2: 'where a^2 + b^2 is out of range and the root is not, hypot is within its bound',
  },
  sources: [ieee754('section 9.2'), arrayApi('hypot; broadcasting')],
});
