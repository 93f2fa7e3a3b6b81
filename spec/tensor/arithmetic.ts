import { defineOperation } from '../operation.ts';
import { arrayApi, ieee754 } from '../sources.ts';

export const sub = defineOperation({
  id: 'tensor.sub',
  meaning: 'Difference, element by element; axes are aligned at the right and those of size 1 are stretched.',
  signature: 'a[...], b[...] -> c[...]',
  definition: ({ a, b }, { sub }) => ({ c: () => sub(a(), b()) }),
  special: 'propagates',
  zeros: 'signed',
  specialCases: [
    [0, 0, 0],
    [0, -0, 0],
    [-0, 0, -0],
    [-0, -0, 0],
    [2, 2, 0],
    [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.NaN],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
    [1, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
    [Number.NaN, 1, Number.NaN],
  ],
  homogeneous: [{ a: 1, b: 1, c: 1 }],
  derivative: (_, { c: g }, { neg }) => ({ a: () => g(), b: () => neg(g()) }),
  clauses: {
    C1: 'a - b = a + (-b), bitwise',
    C2: 'x - 0 = x and x - x = 0, bitwise',
    C3: 'a - b = -(b - a), bitwise',
    C4: 'a - b = broadcastTo(a, s) - broadcastTo(b, s), bitwise, also where both operands are stretched: (3, 1) with (1, 4)',
  },
  sources: [ieee754('section 5.4.1'), arrayApi('subtract; broadcasting')],
  cost: { additions: () => 1 },
});

export const floorDivide = defineOperation({
  id: 'tensor.floorDivide',
  meaning: 'The largest integer that is at most the quotient, element by element; axes are aligned at the right.',
  signature: 'a[...], b[...] -> c[...]',
  definition: ({ a, b }, { floor, div }) => ({ c: () => floor(div(a(), b())) }),
  freedom: 'what an infinite operand gives: the floor of the quotient, or what Python gives',
  specialCases: [
    [0, 2, 0],
    [-0, 2, -0],
    [0, -2, -0],
    [-0, -2, 0],
    [0, 0, Number.NaN],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN],
    [1, Number.POSITIVE_INFINITY, 0],
    [-1, Number.NEGATIVE_INFINITY, 0],
    [Number.NaN, 1, Number.NaN],
    [1, Number.NaN, Number.NaN],
  ],
  domain: { b: 'nonzero' },
  smooth: { a: 'fractional', b: 'nonzero' },
  homogeneous: [{ a: 1, b: 1, c: 0 }],
  derivative: (_values, _cotangents, { constant }) => ({ a: () => constant(0), b: () => constant(0) }),
  kinks: 'where the quotient is an integer, and the result jumps, the gradients are 0 as elsewhere',
  clauses: {
    C1: 'floorDivide(q b + r, b) = q for integers and 0 <= r / b < 1, bitwise where division is correctly rounded',
    C2: 'every finite result is an integer',
  },
  sources: [arrayApi('floor_divide; broadcasting')],
});

export const remainder = defineOperation({
  id: 'tensor.remainder',
  meaning: 'What the floor of the quotient leaves, with the sign of the divisor; axes are aligned at the right.',
  signature: 'a[...], b[...] -> c[...]',
  definition: ({ a, b }, { floor, div, mul, sub }) => ({
    c: () => sub(a(), mul(b(), floor(div(a(), b())))),
  }),
  specialCases: [
    [0, 2, 0],
    [-0, 2, 0],
    [0, -2, -0],
    [-0, -2, -0],
    [4, 2, 0],
    [4, -2, -0],
    [1, 0, Number.NaN],
    [-1, -0, Number.NaN],
    [0, 0, Number.NaN],
    [Number.POSITIVE_INFINITY, 2, Number.NaN],
    [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, Number.NaN],
    [1, Number.POSITIVE_INFINITY, 1],
    [1, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY],
    [-1, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
    [-1, Number.NEGATIVE_INFINITY, -1],
    [Number.NaN, 1, Number.NaN],
    [1, Number.NaN, Number.NaN],
  ],
  domain: { b: 'nonzero' },
  smooth: { a: 'fractional', b: 'nonzero' },
  homogeneous: [{ a: 1, b: 1, c: 1 }],
  derivative: ({ a, b }, { c: g }, { mul, neg, floor, div }) => ({
    a: () => g(),
    b: () => neg(mul(g(), floor(div(a(), b())))),
  }),
  kinks: 'where the quotient is an integer, and the result jumps, the gradients are those from above',
  clauses: {
    C1: 'remainder(q b + r, b) = r for integers and 0 <= r / b < 1, bitwise',
    C2: 'no remainder has another sign than the divisor, or is larger than it',
    C3: 'of operands of one sign the remainder is exact, however large the quotient is',
  },
  sources: [arrayApi('remainder; broadcasting')],
});

export const scale = defineOperation({
  id: 'tensor.scale',
  meaning: 'Every element times a number.',
  signature: 'x[...] -> y[...]',
  attributes: {
    factor: { kind: 'real', min: Number.NEGATIVE_INFINITY, max: Number.POSITIVE_INFINITY, clause: 'R1' },
  },
  definition: ({ x }, { mul, constant }, { factor }) => ({ y: () => mul(constant(factor), x()) }),
  special: 'propagates',
  rejects: { R1: 'factor must be a finite number' },
  homogeneous: [
    { x: 1, y: 1 },
    { factor: 1, y: 1 },
  ],
  derivative: (_, { y: g }, { mul, constant }, { factor }) => ({ x: () => mul(constant(factor), g()) }),
  clauses: {
    C1: '1 x = x and (-1) x = -x, bitwise',
    C2: 'c (x + z) = c x + c z on integers',
    C3: 'NaN and infinities times 0 are NaN: nothing is skipped',
  },
  sources: [ieee754('section 5.4.1'), arrayApi('multiply')],
  cost: { multiplications: () => 1 },
});
