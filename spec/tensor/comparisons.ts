import { defineOperation } from '../operation.ts';
import { arrayApi, ieee754 } from '../sources.ts';

const sources = (name: string) => [ieee754('section 5.11'), arrayApi(`${name}; broadcasting`)];

const INFINITE = Number.POSITIVE_INFINITY;
/** Pairs that are below one another, equal, above one another, and of which none of this holds. */
const below = [
  [-1, 0],
  [-INFINITE, 1],
  [1, INFINITE],
  [-INFINITE, INFINITE],
];
const same = [
  [0, -0],
  [-0, 0],
  [INFINITE, INFINITE],
  [-INFINITE, -INFINITE],
];
const unordered = [
  [Number.NaN, 1],
  [1, Number.NaN],
  [Number.NaN, Number.NaN],
  [Number.NaN, -INFINITE],
];

/** What a comparison gives of pairs that are below, equal, above, and not ordered. */
const cases = (ofBelow: number, ofSame: number, ofAbove: number, ofUnordered: number) => [
  ...below.map((pair) => [...pair, ofBelow]),
  ...same.map((pair) => [...pair, ofSame]),
  ...below.map((pair) => [...pair.toReversed(), ofAbove]),
  ...unordered.map((pair) => [...pair, ofUnordered]),
];

const homogeneous = [{ a: 1, b: 1, c: 0 }] as const;
const clauses = { C1: 'numbers that differ in the last digit are told apart, and equal ones are not' };

export const less = defineOperation({
  id: 'tensor.less',
  meaning: '1 where an element is below the other, else 0; axes are aligned at the right.',
  signature: 'a[...], b[...] -> int c[...]',
  definition: ({ a, b }, { select, constant }) => ({
    c: () =>
      select(
        a(),
        b(),
        () => constant(1),
        () => constant(0),
      ),
  }),
  specialCases: cases(1, 0, 0, 0),
  homogeneous,
  clauses,
  sources: sources('less'),
});

export const lessEqual = defineOperation({
  id: 'tensor.lessEqual',
  meaning: '1 where an element is at most the other, else 0; axes are aligned at the right.',
  signature: 'a[...], b[...] -> int c[...]',
  definition: ({ a, b }, { select, constant }) => ({
    c: () =>
      select(
        b(),
        a(),
        () => constant(0),
        () => constant(1),
      ),
  }),
  specialCases: cases(1, 1, 0, 0),
  homogeneous,
  clauses,
  sources: sources('less_equal'),
});

export const greater = defineOperation({
  id: 'tensor.greater',
  meaning: '1 where an element is above the other, else 0; axes are aligned at the right.',
  signature: 'a[...], b[...] -> int c[...]',
  definition: ({ a, b }, { select, constant }) => ({
    c: () =>
      select(
        b(),
        a(),
        () => constant(1),
        () => constant(0),
      ),
  }),
  specialCases: cases(0, 0, 1, 0),
  homogeneous,
  clauses,
  sources: sources('greater'),
});

export const greaterEqual = defineOperation({
  id: 'tensor.greaterEqual',
  meaning: '1 where an element is at least the other, else 0; axes are aligned at the right.',
  signature: 'a[...], b[...] -> int c[...]',
  definition: ({ a, b }, { select, constant }) => ({
    c: () =>
      select(
        a(),
        b(),
        () => constant(0),
        () => constant(1),
      ),
  }),
  specialCases: cases(0, 1, 1, 0),
  homogeneous,
  clauses,
  sources: sources('greater_equal'),
});

export const equal = defineOperation({
  id: 'tensor.equal',
  meaning: '1 where two elements are equal, else 0; axes are aligned at the right.',
  signature: 'a[...], b[...] -> int c[...]',
  definition: ({ a, b }, { select, constant }) => ({
    c() {
      const differs = () => constant(0);
      const notBelow = () => select(b(), a(), differs, () => constant(1));
      return select(a(), b(), differs, notBelow);
    },
  }),
  specialCases: cases(0, 1, 0, 0),
  homogeneous,
  clauses,
  sources: sources('equal'),
});

export const notEqual = defineOperation({
  id: 'tensor.notEqual',
  meaning: '0 where two elements are equal, else 1; axes are aligned at the right.',
  signature: 'a[...], b[...] -> int c[...]',
  definition: ({ a, b }, { select, constant }) => ({
    c() {
      const differs = () => constant(1);
      const notBelow = () => select(b(), a(), differs, () => constant(0));
      return select(a(), b(), differs, notBelow);
    },
  }),
  specialCases: cases(1, 0, 1, 1),
  homogeneous,
  clauses,
  sources: sources('not_equal'),
});

const classified = (ofNaN: number, ofInfinite: number, ofFinite: number) => [
  [Number.NaN, ofNaN],
  [INFINITE, ofInfinite],
  [-INFINITE, ofInfinite],
  [0, ofFinite],
  [-0, ofFinite],
  [1, ofFinite],
];
const anyFinite = 'of the smallest and the largest numbers it says what it says of any other';

export const isnan = defineOperation({
  id: 'tensor.isnan',
  meaning: '1 for every element that is NaN, else 0.',
  signature: 'x[...] -> int y[...]',
  definition: (_, { constant }) => ({ y: () => constant(0) }),
  specialCases: classified(1, 0, 0),
  clauses: { C1: anyFinite },
  sources: [ieee754('section 5.7.2'), arrayApi('isnan')],
});

export const isinf = defineOperation({
  id: 'tensor.isinf',
  meaning: '1 for every element that is infinite, of either sign, else 0.',
  signature: 'x[...] -> int y[...]',
  definition: (_, { constant }) => ({ y: () => constant(0) }),
  specialCases: classified(0, 1, 0),
  clauses: { C1: anyFinite },
  sources: [ieee754('section 5.7.2'), arrayApi('isinf')],
});

export const isfinite = defineOperation({
  id: 'tensor.isfinite',
  meaning: '1 for every element that is a finite number, else 0.',
  signature: 'x[...] -> int y[...]',
  definition: (_, { constant }) => ({ y: () => constant(1) }),
  specialCases: classified(0, 0, 1),
  clauses: { C1: anyFinite },
  sources: [ieee754('section 5.7.2'), arrayApi('isfinite')],
});
