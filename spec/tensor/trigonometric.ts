import { defineOperation } from '../operation.ts';
import { arrayApi, ieee754 } from '../sources.ts';

const infinitiesHaveNone = [
  [Number.NaN, Number.NaN],
  [Number.POSITIVE_INFINITY, Number.NaN],
  [Number.NEGATIVE_INFINITY, Number.NaN],
];
const zerosStay = [
  [0, 0],
  [-0, -0],
];
const anySize = 'the argument is reduced modulo pi to all digits, however large it is';
const nearMultiples =
  'beside multiples of pi / 2, where the result or the distance from 1 is small, the error is relative';

export const sin = defineOperation({
  id: 'tensor.sin',
  meaning: 'Sine of every element, in radians.',
  signature: 'x[...] -> y[...]',
  definition: ({ x }, { sin }) => ({ y: () => sin(x()) }),
  special: 'propagates',
  zeros: 'signed',
  specialCases: [...zerosStay, ...infinitiesHaveNone],
  derivative: ({ x }, { y: g }, { mul, cos }) => ({ x: () => mul(g(), cos(x())) }),
  clauses: {
    C1: 'sin(-x) = -sin(x), bitwise',
    C2: anySize,
    C3: nearMultiples,
    C4: '|sin(x)| <= 1',
  },
  sources: [ieee754('section 9.2'), arrayApi('sin')],
});

export const cos = defineOperation({
  id: 'tensor.cos',
  meaning: 'Cosine of every element, in radians.',
  signature: 'x[...] -> y[...]',
  definition: ({ x }, { cos }) => ({ y: () => cos(x()) }),
  special: 'propagates',
  specialCases: [[0, 1], [-0, 1], ...infinitiesHaveNone],
  derivative: ({ x }, { y: g }, { mul, sin, neg }) => ({ x: () => neg(mul(g(), sin(x()))) }),
  clauses: {
    C1: 'cos(-x) = cos(x), bitwise',
    C2: anySize,
    C3: nearMultiples,
    C4: '|cos(x)| <= 1',
  },
  sources: [ieee754('section 9.2'), arrayApi('cos')],
});

export const tan = defineOperation({
  id: 'tensor.tan',
  meaning: 'Tangent of every element, in radians.',
  signature: 'x[...] -> y[...]',
  definition: ({ x }, { sin, cos, div }) => ({ y: () => div(sin(x()), cos(x())) }),
  special: 'propagates',
  zeros: 'signed',
  specialCases: [...zerosStay, ...infinitiesHaveNone],
  derivative: ({ y }, { y: g }, { mul, add, constant }) => ({ x: () => mul(g(), add(constant(1), mul(y(), y()))) }),
  clauses: {
    C1: 'tan(-x) = -tan(x), bitwise',
    C2: anySize,
    C3: 'beside multiples of pi / 2 the error is relative, where the tangent is small and where it is large',
  },
  sources: [ieee754('section 9.2'), arrayApi('tan')],
});

const beyondOne = [
  [Number.NaN, Number.NaN],
  [1.5, Number.NaN],
  [-1.5, Number.NaN],
  [Number.POSITIVE_INFINITY, Number.NaN],
  [Number.NEGATIVE_INFINITY, Number.NaN],
];

export const asin = defineOperation({
  id: 'tensor.asin',
  meaning: 'The angle from -pi / 2 to pi / 2 whose sine is the element.',
  signature: 'x[...] -> y[...]',
  definition: ({ x }, { atan2, sqrt, mul, add, sub, constant }) => ({
    y() {
      const [one, value] = [constant(1), x()];
      return atan2(value, sqrt(mul(sub(one, value), add(one, value))));
    },
  }),
  special: 'propagates',
  specialCases: [...zerosStay, [1, Math.PI / 2], [-1, -Math.PI / 2], ...beyondOne],
  domain: { x: 'unit' },
  smooth: { x: 'insideUnit' },
  derivative: ({ x }, { y: g }, { div, sqrt, mul, add, sub, constant }) => ({
    x: () => div(g(), sqrt(mul(sub(constant(1), x()), add(constant(1), x())))),
  }),
  clauses: {
    C1: 'asin(-x) = -asin(x), bitwise',
    C2: 'beside -1, 0 and 1 asin is within its bound',
  },
  sources: [ieee754('section 9.2'), arrayApi('asin')],
});

export const acos = defineOperation({
  id: 'tensor.acos',
  meaning: 'The angle from 0 to pi whose cosine is the element.',
  signature: 'x[...] -> y[...]',
  definition: ({ x }, { atan2, sqrt, mul, add, sub, constant }) => ({
    y() {
      const [one, value] = [constant(1), x()];
      return atan2(sqrt(mul(sub(one, value), add(one, value))), value);
    },
  }),
  special: 'propagates',
  specialCases: [[1, 0], [-1, Math.PI], [0, Math.PI / 2], [-0, Math.PI / 2], ...beyondOne],
  domain: { x: 'unit' },
  smooth: { x: 'insideUnit' },
  derivative: ({ x }, { y: g }, { div, sqrt, mul, add, sub, neg, constant }) => ({
    x: () => neg(div(g(), sqrt(mul(sub(constant(1), x()), add(constant(1), x()))))),
  }),
  clauses: {
    C1: 'no result is below 0',
    C2: 'beside 1, where the angle is small, the error is relative to it; beside -1 and 0 it is within the bound',
  },
  sources: [ieee754('section 9.2'), arrayApi('acos')],
});

export const atan = defineOperation({
  id: 'tensor.atan',
  meaning: 'The angle between -pi / 2 and pi / 2 whose tangent is the element.',
  signature: 'x[...] -> y[...]',
  definition: ({ x }, { atan2, constant }) => ({ y: () => atan2(x(), constant(1)) }),
  special: 'propagates',
  zeros: 'signed',
  specialCases: [
    ...zerosStay,
    [Number.NaN, Number.NaN],
    [Number.POSITIVE_INFINITY, Math.PI / 2],
    [Number.NEGATIVE_INFINITY, -Math.PI / 2],
  ],
  derivative: ({ x }, { y: g }, { div, mul, add, constant }) => ({
    x: () => div(g(), add(constant(1), mul(x(), x()))),
  }),
  clauses: {
    C1: 'atan(-x) = -atan(x), bitwise',
    C2: 'for the smallest and the largest numbers atan is within its bound',
  },
  sources: [ieee754('section 9.2'), arrayApi('atan')],
});

const signs = [1, -1];
/** Where a coordinate is a zero of either sign, infinite, or both are. */
const atTheEnds = signs.flatMap((sign) => [
  [sign * 0, 0, sign * 0],
  [sign * 0, -0, sign * Math.PI],
  [sign * 0, 1, sign * 0],
  [sign * 0, -1, sign * Math.PI],
  [sign, 0, (sign * Math.PI) / 2],
  [sign, -0, (sign * Math.PI) / 2],
  [sign, Number.POSITIVE_INFINITY, sign * 0],
  [sign, Number.NEGATIVE_INFINITY, sign * Math.PI],
  [sign * Number.POSITIVE_INFINITY, 1, (sign * Math.PI) / 2],
  [sign * Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, (sign * Math.PI) / 4],
  [sign * Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, (sign * 3 * Math.PI) / 4],
]);

export const atan2 = defineOperation({
  id: 'tensor.atan2',
  meaning: 'The angle from -pi to pi, from the first axis to the point (x, y).',
  signature: 'y[...], x[...] -> angle[...]',
  definition: ({ y, x }, { atan2 }) => ({ angle: () => atan2(y(), x()) }),
  special: 'propagates',
  specialCases: [...atTheEnds, [Number.NaN, 1, Number.NaN], [1, Number.NaN, Number.NaN]],
  // On the cut the sign of a zero decides, which exact numbers do not have.
  domain: { y: 'nonzero' },
  homogeneous: [{ y: 1, x: 1, angle: 0 }],
  derivative: ({ y, x }, { angle: g }, { mul, div, add, neg }) => ({
    y: () => mul(g(), div(x(), add(mul(x(), x()), mul(y(), y())))),
    x: () => neg(mul(g(), div(y(), add(mul(x(), x()), mul(y(), y()))))),
  }),
  clauses: {
    C1: 'atan2(-y, x) = -atan2(y, x), bitwise',
    C2: 'in each quadrant, however far apart the sizes of x and y are, atan2 is within its bound',
  },
  sources: [ieee754('section 9.2'), arrayApi('atan2; broadcasting')],
});
