import { defineOperation } from '../operation.ts';
import { arrayApi, ieee754 } from '../sources.ts';

const nanStays = [
  [Number.NaN, 1, Number.NaN],
  [1, Number.NaN, Number.NaN],
  [Number.NaN, Number.POSITIVE_INFINITY, Number.NaN],
  [Number.NEGATIVE_INFINITY, Number.NaN, Number.NaN],
  [0, 0, 0],
  [-0, -0, -0],
];

export const maximum = defineOperation({
  id: 'tensor.maximum',
  meaning: 'The larger of two, element by element; axes are aligned at the right and those of size 1 are stretched.',
  signature: 'a[...], b[...] -> c[...]',
  definition: ({ a, b }, { larger }) => ({ c: () => larger(a(), b()) }),
  special: 'propagates',
  zeros: 'signed',
  specialCases: [
    ...nanStays,
    [1, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
    [Number.NEGATIVE_INFINITY, -1, -1],
  ],
  homogeneous: [{ a: 1, b: 1, c: 1 }],
  derivative: ({ a, b }, { c: g }, { select, constant }) => ({
    a: () =>
      select(
        a(),
        b(),
        () => constant(0),
        () => g(),
      ),
    b: () =>
      select(
        a(),
        b(),
        () => g(),
        () => constant(0),
      ),
  }),
  kinks: 'where the two are equal, the gradients of the two are any shares of G (here a has all of it)',
  clauses: {
    C1: 'maximum(a, b) = maximum(b, a), bitwise but for the sign of zero',
    C2: 'maximum(x, x) = x, bitwise',
    C3: 'numbers that differ in the last digit are told apart',
  },
  sources: [ieee754('maximum, section 9.6'), arrayApi('maximum; broadcasting')],
});

export const minimum = defineOperation({
  id: 'tensor.minimum',
  meaning: 'The smaller of two, element by element; axes are aligned at the right and those of size 1 are stretched.',
  signature: 'a[...], b[...] -> c[...]',
  definition: ({ a, b }, { larger, neg }) => ({ c: () => neg(larger(neg(a()), neg(b()))) }),
  special: 'propagates',
  zeros: 'signed',
  specialCases: [
    ...nanStays,
    [1, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY],
    [Number.POSITIVE_INFINITY, -1, -1],
  ],
  homogeneous: [{ a: 1, b: 1, c: 1 }],
  derivative: ({ a, b }, { c: g }, { select, constant }) => ({
    a: () =>
      select(
        b(),
        a(),
        () => constant(0),
        () => g(),
      ),
    b: () =>
      select(
        b(),
        a(),
        () => g(),
        () => constant(0),
      ),
  }),
  kinks: 'where the two are equal, the gradients of the two are any shares of G (here a has all of it)',
  clauses: {
    C1: 'minimum(a, b) = minimum(b, a), bitwise but for the sign of zero',
    C2: 'minimum(a, b) = -maximum(-a, -b), bitwise but for the sign of zero',
    C3: 'numbers that differ in the last digit are told apart',
  },
  sources: [ieee754('minimum, section 9.6'), arrayApi('minimum; broadcasting')],
});
