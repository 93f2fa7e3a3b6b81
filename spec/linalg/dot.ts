import { defineOperation } from '../operation.ts';
import { higham2002, laProof2023 } from '../sources.ts';

export const dot = defineOperation({
  id: 'linalg.dot',
  meaning: 'Inner product of two vectors.',
  signature: 'a[n], b[n] -> c[]',
  definition: ({ a, b }, { sum, mul }) => ({
    c: () => sum('n', (i) => mul(a(i), b(i))),
  }),
  special: 'propagates',
  homogeneous: [
    { a: 1, c: 1 },
    { b: 1, c: 1 },
  ],
  exchangeable: ['n'],
  derivative: ({ a, b }, { c: g }, { mul }) => ({ a: (i) => mul(g(), b(i)), b: (i) => mul(g(), a(i)) }),
  clauses: {
    C1: '<a, b> = <b, a>, bitwise',
    C2: '<a, x + y> = <a, x> + <a, y> on integers',
    C3: 'Cauchy and Schwarz: <a, b>^2 <= <a, a> <b, b>, with equality for parallel vectors, on integers',
    C4: 'the inner product of empty vectors is 0',
  },
  sources: [
    higham2002('section 3.1'),
    laProof2023('dot_acc: |fl(a . b) - a . b| <= g(n) |a| . |b| + g1(n, n - 1), underflow included'),
  ],
  cost: { multiplications: ({ n = 0 }) => n, additions: ({ n = 0 }) => Math.max(n - 1, 0) },
});
