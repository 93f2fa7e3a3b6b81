import { defineOperation } from '../operation.ts';
import { golubVanLoan2013 } from '../sources.ts';

export const outer = defineOperation({
  id: 'linalg.outer',
  meaning: 'Outer product of two vectors: a matrix of rank at most one.',
  signature: 'a[m], b[n] -> c[m, n]',
  definition: ({ a, b }, { mul }) => ({
    c: (i, j) => mul(a(i), b(j)),
  }),
  special: 'propagates',
  // A product of matrices adds it to 0.
  zeros: 'advised',
  homogeneous: [
    { a: 1, c: 1 },
    { b: 1, c: 1 },
  ],
  exchangeable: ['m', 'n'],
  derivative: ({ a, b }, { c: g }, { sum, mul }) => ({
    a: (i) => sum('n', (j) => mul(g(i, j), b(j))),
    b: (j) => sum('m', (i) => mul(g(i, j), a(i))),
  }),
  clauses: {
    C1: 'outer(a, b)^T = outer(b, a), bitwise',
    C2: 'outer(a, b) x = a <b, x> on integers',
    C3: 'every 2 by 2 minor is 0 on integers: the rank is at most one',
    C4: 'outer(a, b) is the product of a as a column and b as a row, bitwise',
  },
  sources: [golubVanLoan2013('section 1.1')],
  cost: { multiplications: ({ m = 0, n = 0 }) => m * n },
});
