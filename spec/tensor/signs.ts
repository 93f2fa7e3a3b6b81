import { defineOperation } from '../operation.ts';
import { arrayApi, ieee754 } from '../sources.ts';

export const neg = defineOperation({
  id: 'tensor.neg',
  meaning: 'Every element with the other sign.',
  signature: 'x[...] -> y[...]',
  definition: ({ x }, { neg }) => ({ y: () => neg(x()) }),
  special: 'propagates',
  zeros: 'signed',
  specialCases: [
    [0, -0],
    [-0, 0],
    [Number.NaN, Number.NaN],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
    [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
  ],
  homogeneous: [{ x: 1, y: 1 }],
  derivative: (_, { y: g }, { neg }) => ({ x: () => neg(g()) }),
  clauses: { C1: '-(-x) = x, bitwise', C2: '-x has the digits of x, bitwise, however large or small it is' },
  sources: [ieee754('section 5.5.1'), arrayApi('negative')],
});

export const abs = defineOperation({
  id: 'tensor.abs',
  meaning: 'Size of every element.',
  signature: 'x[...] -> y[...]',
  definition: ({ x }, { abs }) => ({ y: () => abs(x()) }),
  special: 'propagates',
  zeros: 'signed',
  specialCases: [
    [0, 0],
    [-0, 0],
    [Number.NaN, Number.NaN],
    [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
    [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
  ],
  homogeneous: [{ x: 1, y: 1 }],
  derivative: ({ x }, { y: g }, { select, neg, constant }) => ({
    x() {
      const [zero, value] = [constant(0), x()];
      const notBelow = () =>
        select(
          zero,
          value,
          () => g(),
          () => zero,
        );
      return select(value, zero, () => neg(g()), notBelow);
    },
  }),
  kinks: 'at 0 the gradient is any number from -G to G (here 0)',
  clauses: { C1: '|-x| = |x|, bitwise', C2: '|x| has the digits of x, bitwise, however large or small it is' },
  sources: [ieee754('section 5.5.1'), arrayApi('abs')],
});

export const sign = defineOperation({
  id: 'tensor.sign',
  meaning: '1 for every element above 0, -1 for one below, 0 for 0.',
  signature: 'x[...] -> y[...]',
  definition: ({ x }, { select, constant }) => ({
    y() {
      const [zero, value] = [constant(0), x()];
      const notBelow = () =>
        select(
          zero,
          value,
          () => constant(1),
          () => zero,
        );
      return select(value, zero, () => constant(-1), notBelow);
    },
  }),
  freedom: 'which of -0 and 0 the sign of -0 is',
  specialCases: [
    [0, 0],
    [Number.NaN, Number.NaN],
    [Number.POSITIVE_INFINITY, 1],
    [Number.NEGATIVE_INFINITY, -1],
  ],
  smooth: { x: 'nonzero' },
  homogeneous: [{ x: 1, y: 0 }],
  derivative: (_values, _cotangents, { constant }) => ({ x: () => constant(0) }),
  kinks: 'at 0, where it jumps, the gradient is 0 as elsewhere',
  clauses: {
    C1: 'sign(-x) = -sign(x), bitwise but for the sign of zero',
    C2: 'the smallest numbers have a sign like any other',
  },
  sources: [arrayApi('sign')],
});

export const copysign = defineOperation({
  id: 'tensor.copysign',
  meaning: 'Size of the elements of one tensor with the sign of those of another; axes are aligned at the right.',
  signature: 'a[...], b[...] -> c[...]',
  definition: ({ a, b }, { select, abs, neg, constant }) => ({
    c() {
      const size = abs(a());
      return select(
        b(),
        constant(0),
        () => neg(size),
        () => size,
      );
    },
  }),
  special: 'propagates',
  specialIn: ['a'],
  specialCases: [
    [1, 0, 1],
    [1, -0, -1],
    [-1, 0, 1],
    [-1, -0, -1],
    [0, -1, -0],
    [-0, 1, 0],
    [2, Number.NEGATIVE_INFINITY, -2],
    [-2, Number.POSITIVE_INFINITY, 2],
    [Number.POSITIVE_INFINITY, -0, Number.NEGATIVE_INFINITY],
    [Number.NaN, -1, Number.NaN],
  ],
  // A zero has a sign too, which exact numbers do not have.
  domain: { b: 'nonzero' },
  smooth: { a: 'nonzero', b: 'nonzero' },
  homogeneous: [
    { a: 1, c: 1 },
    { b: 1, c: 0 },
  ],
  derivative: ({ a, b }, { c: g }, { select, neg, constant }) => ({
    a() {
      const zero = constant(0);
      const [kept, turned] = [() => g(), () => neg(g())];
      const above = () => select(a(), zero, turned, kept);
      const below = () => select(a(), zero, kept, turned);
      return select(b(), zero, below, above);
    },
    b: () => constant(0),
  }),
  kinks: 'at a = 0 the gradient of a is any number from -G to G; where b changes its sign c jumps',
  clauses: {
    C1: 'copysign(a, b) has the digits of a and the sign of b, bitwise',
    C2: 'the size of b does not matter, however small it is',
  },
  sources: [ieee754('section 5.5.1'), arrayApi('copysign')],
});

export const signbit = defineOperation({
  id: 'tensor.signbit',
  meaning: '1 for every element with a minus sign, -0 included, else 0.',
  signature: 'x[...] -> int y[...]',
  definition: ({ x }, { select, constant }) => ({
    y: () =>
      select(
        x(),
        constant(0),
        () => constant(1),
        () => constant(0),
      ),
  }),
  specialCases: [
    [0, 0],
    [-0, 1],
    [1, 0],
    [-1, 1],
    [Number.POSITIVE_INFINITY, 0],
    [Number.NEGATIVE_INFINITY, 1],
  ],
  domain: { x: 'nonzero' },
  homogeneous: [{ x: 1, y: 0 }],
  clauses: { C1: 'signbit(x) + signbit(-x) = 1', C2: 'the smallest numbers have a sign like any other' },
  sources: [ieee754('isSignMinus, section 5.7.2'), arrayApi('signbit')],
});
