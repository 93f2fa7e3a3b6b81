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
    C4: 'the gradient lies between 0 and G, up to rounding',
    C5: '|tanh(x) - tanh(z)| <= |x - z|, up to rounding',
  },
  sources: [ieee754('section 9.2'), arrayApi('tanh')],
});

export const asinh = defineOperation({
  id: 'tensor.asinh',
  meaning: 'The number whose hyperbolic sine is the element.',
  signature: 'x[...] -> y[...]',
  // log(x + sqrt(x^2 + 1)), without what cancels for small x and overflows for large x.
  definition({ x }, { log, log1p, sqrt, mul, div, add, neg, select, constant }) {
    const one = constant(1);
    const positive = (a: ReturnType<typeof x>) => {
      const root = (square: typeof a) => sqrt(add(one, square));
      return select(
        a,
        one,
        () => log1p(add(a, div(mul(a, a), add(one, root(mul(a, a)))))),
        () => add(log(a), log1p(root(div(div(one, a), a)))),
      );
    };
    return {
      y: () =>
        select(
          x(),
          constant(0),
          () => neg(positive(neg(x()))),
          () => positive(x()),
        ),
    };
  },
  special: 'propagates',
  specialCases: [
    ...zerosStay,
    [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
    [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY],
  ],
  derivative: ({ x }, { y: g }, { div, sqrt, mul, add, constant }) => ({
    x: () => div(g(), sqrt(add(constant(1), mul(x(), x())))),
  }),
  clauses: {
    C1: 'asinh(-x) = -asinh(x), bitwise',
    C2: 'however small x is, the error of asinh(x) is relative to x',
    C3: 'where the square of x is too large, asinh is within its bound',
  },
  sources: [ieee754('section 9.2'), arrayApi('asinh')],
});

export const acosh = defineOperation({
  id: 'tensor.acosh',
  meaning: 'The number from 0 whose hyperbolic cosine is the element.',
  signature: 'x[...] -> y[...]',
  definition: ({ x }, { log1p, sqrt, mul, add, sub, constant }) => ({
    y() {
      const t = sub(x(), constant(1));
      return log1p(add(t, mul(sqrt(t), sqrt(add(t, constant(2))))));
    },
  }),
  special: 'propagates',
  specialCases: [
    [1, 0],
    [0.5, Number.NaN],
    [-2, Number.NaN],
    [Number.NaN, Number.NaN],
    [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
    [Number.NEGATIVE_INFINITY, Number.NaN],
  ],
  domain: { x: 'fromOne' },
  smooth: { x: 'aboveOne' },
  derivative: ({ x }, { y: g }, { div, sqrt, mul, add, sub, constant }) => ({
    x: () => div(g(), sqrt(mul(sub(x(), constant(1)), add(x(), constant(1))))),
  }),
  clauses: {
    C1: 'beside 1, where it is small, the error of acosh(x) is relative to it',
    C2: 'where the square of x is too large, acosh is within its bound',
  },
  sources: [ieee754('section 9.2'), arrayApi('acosh')],
});

export const atanh = defineOperation({
  id: 'tensor.atanh',
  meaning: 'The number whose hyperbolic tangent is the element.',
  signature: 'x[...] -> y[...]',
  definition: ({ x }, { log1p, mul, sub, neg, constant }) => ({
    y: () => mul(constant(0.5), sub(log1p(x()), log1p(neg(x())))),
  }),
  special: 'propagates',
  zeros: 'signed',
  specialCases: [
    ...zerosStay,
    [1, Number.POSITIVE_INFINITY],
    [-1, Number.NEGATIVE_INFINITY],
    [1.5, Number.NaN],
    [-1.5, Number.NaN],
    [Number.POSITIVE_INFINITY, Number.NaN],
    [Number.NEGATIVE_INFINITY, Number.NaN],
  ],
  domain: { x: 'insideUnit' },
  derivative: ({ x }, { y: g }, { div, mul, add, sub, constant }) => ({
    x: () => div(g(), mul(sub(constant(1), x()), add(constant(1), x()))),
  }),
  clauses: {
    C1: 'atanh(-x) = -atanh(x), bitwise',
    C2: 'however small x is, the error of atanh(x) is relative to x; beside -1 and 1 it is within the bound',
  },
  sources: [ieee754('section 9.2'), arrayApi('atanh')],
});
