import { defineOperation } from '../operation.ts';
import { arrayApi } from '../sources.ts';

/** What a connective gives of (0, 0), (0, 1), (1, 0) and (1, 1). */
const cases = (...table: readonly [number, number, number, number]) =>
  [0, 0, 1, 1].map((a, at) => [a, at % 2, table[at] ?? 0]);
const anyTruth = 'any number but 0 is true';

export const logicalAnd = defineOperation({
  id: 'tensor.logicalAnd',
  meaning: '1 where two elements are true, else 0; axes are aligned at the right.',
  signature: 'int a[...], int b[...] -> int c[...]',
  definition: ({ a, b }, { equal, constant }) => ({
    c() {
      const never = () => constant(0);
      return equal(a(), 0, never, () => equal(b(), 0, never, () => constant(1)));
    },
  }),
  specialCases: cases(0, 0, 0, 1),
  domain: { a: 'truth', b: 'truth' },
  clauses: { C1: anyTruth, C2: 'a and b = not (not a or not b)' },
  sources: [arrayApi('logical_and; broadcasting')],
});

export const logicalOr = defineOperation({
  id: 'tensor.logicalOr',
  meaning: '1 where one of two elements is true or both are, else 0; axes are aligned at the right.',
  signature: 'int a[...], int b[...] -> int c[...]',
  definition: ({ a, b }, { equal, constant }) => ({
    c() {
      const always = () => constant(1);
      return equal(a(), 0, () => equal(b(), 0, () => constant(0), always), always);
    },
  }),
  specialCases: cases(0, 1, 1, 1),
  domain: { a: 'truth', b: 'truth' },
  clauses: { C1: anyTruth, C2: 'a or b = b or a' },
  sources: [arrayApi('logical_or; broadcasting')],
});

export const logicalXor = defineOperation({
  id: 'tensor.logicalXor',
  meaning: '1 where one of two elements is true and the other is not, else 0; axes are aligned at the right.',
  signature: 'int a[...], int b[...] -> int c[...]',
  definition: ({ a, b }, { equal, constant }) => ({
    c() {
      const [never, always] = [() => constant(0), () => constant(1)];
      return equal(
        a(),
        0,
        () => equal(b(), 0, never, always),
        () => equal(b(), 0, always, never),
      );
    },
  }),
  specialCases: cases(0, 1, 1, 0),
  domain: { a: 'truth', b: 'truth' },
  clauses: { C1: anyTruth, C2: '(a xor b) xor b = a, for a of 0 and 1' },
  sources: [arrayApi('logical_xor; broadcasting')],
});

export const logicalNot = defineOperation({
  id: 'tensor.logicalNot',
  meaning: '1 for every element that is 0, else 0.',
  signature: 'int x[...] -> int y[...]',
  definition: ({ x }, { equal, constant }) => ({
    y: () =>
      equal(
        x(),
        0,
        () => constant(1),
        () => constant(0),
      ),
  }),
  specialCases: [
    [0, 1],
    [1, 0],
  ],
  domain: { x: 'truth' },
  clauses: { C1: anyTruth, C2: 'not not x = x, for x of 0 and 1' },
  sources: [arrayApi('logical_not')],
});
