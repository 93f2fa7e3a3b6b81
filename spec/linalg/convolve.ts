import { defineOperation } from '../operation.ts';
import { refuse } from '../refusal.ts';
import { golubVanLoan2013, numpy } from '../sources.ts';

export const convolve = defineOperation({
  id: 'linalg.convolve',
  meaning: 'The full convolution of two sequences: the coefficients of the product of two polynomials.',
  signature: 'a[..., m], b[..., n] -> c[..., m+n-1]',
  sizes: ({ m, n }) => {
    if (m < 1 || n < 1) refuse('R1', `neither sequence may be empty, got ${m} and ${n} elements`);
    return {};
  },
  definition: ({ a, b }, { sum, mul, size }) => ({
    c(k) {
      const first = Math.max(0, k - size('n') + 1);
      const last = Math.min(k, size('m') - 1);
      return sum([last - first + 1], (i) => mul(a(first + i), b(k - first - i)));
    },
  }),
  special: 'propagates',
  rejects: { R1: 'neither sequence may be empty' },
  feasible: ({ m, n }) => ({ m: Math.max(m, 1), n: Math.max(n, 1) }),
  homogeneous: [
    { a: 1, c: 1 },
    { b: 1, c: 1 },
  ],
  derivative: ({ a, b }, { c: g }, { sum, mul }) => ({
    a: (i) => sum('n', (j) => mul(g(i + j), b(j))),
    b: (j) => sum('m', (i) => mul(g(i + j), a(i))),
  }),
  clauses: {
    C1: 'a * b = b * a, on integers',
    C2: '(a * b) * c = a * (b * c), on integers',
    C3: 'the value of the product at 1, at -1 and at 2 is the product of the values, on integers',
    C4: 'convolving with a unit impulse delays: zeros before and after it, bitwise',
    C5: 'sums of more than 64 products are as exact as one: the values at 1 and at -1 are the products of the values, on integers of as many bits as are kept',
  },
  sources: [golubVanLoan2013('section 4.8.2'), numpy('numpy.convolve')],
  cost: { multiplications: ({ m = 0, n = 0 }) => m * n, additions: ({ m = 0, n = 0 }) => (m - 1) * (n - 1) },
});
