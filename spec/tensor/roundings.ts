import { defineOperation } from '../operation.ts';
import { arrayApi, ieee754 } from '../sources.ts';

const stays = [0, -0, 3, -3, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN].map((x) => [x, x]);
const wholeStays = 'an integer stays, bitwise, however large';
const kinks = 'at integers, where it jumps, the gradient is 0 as elsewhere';

export const floor = defineOperation({
  id: 'tensor.floor',
  meaning: 'The largest integer that is at most the element.',
  signature: 'x[...] -> y[...]',
  definition: ({ x }, { floor }) => ({ y: () => floor(x()) }),
  special: 'propagates',
  zeros: 'signed',
  specialCases: [...stays, [0.5, 0], [-0.5, -1]],
  smooth: { x: 'fractional' },
  derivative: (_values, _cotangents, { constant }) => ({ x: () => constant(0) }),
  kinks,
  clauses: {
    C1: wholeStays,
    C2: 'the neighbours of an integer go to it from above, and to the one before it from below',
  },
  sources: [ieee754('roundToIntegralTowardNegative, section 5.9'), arrayApi('floor')],
});

export const ceil = defineOperation({
  id: 'tensor.ceil',
  meaning: 'The smallest integer that is at least the element.',
  signature: 'x[...] -> y[...]',
  definition: ({ x }, { floor, neg }) => ({ y: () => neg(floor(neg(x()))) }),
  special: 'propagates',
  zeros: 'signed',
  specialCases: [...stays, [0.5, 1], [-0.5, -0]],
  smooth: { x: 'fractional' },
  derivative: (_values, _cotangents, { constant }) => ({ x: () => constant(0) }),
  kinks,
  clauses: {
    C1: wholeStays,
    C2: 'the neighbours of an integer go to it from below, and to the one after it from above',
    C3: 'ceil(x) = -floor(-x), bitwise',
  },
  sources: [ieee754('roundToIntegralTowardPositive, section 5.9'), arrayApi('ceil')],
});

export const trunc = defineOperation({
  id: 'tensor.trunc',
  meaning: 'Every element without what follows the point.',
  signature: 'x[...] -> y[...]',
  definition: ({ x }, { floor, neg, select, constant }) => ({
    y() {
      const value = x();
      return select(
        value,
        constant(0),
        () => neg(floor(neg(value))),
        () => floor(value),
      );
    },
  }),
  special: 'propagates',
  zeros: 'signed',
  specialCases: [...stays, [0.5, 0], [-0.5, -0], [-1.5, -1]],
  smooth: { x: 'fractional' },
  derivative: (_values, _cotangents, { constant }) => ({ x: () => constant(0) }),
  kinks,
  clauses: {
    C1: wholeStays,
    C2: 'the neighbours of an integer go to it from the side away from 0, and to the one nearer to 0 from the other',
    C3: 'trunc(-x) = -trunc(x), bitwise',
  },
  sources: [ieee754('roundToIntegralTowardZero, section 5.9'), arrayApi('trunc')],
});
