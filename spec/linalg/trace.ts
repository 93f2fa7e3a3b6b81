import { defineOperation } from '../operation.ts';
import { arrayApi, golubVanLoan2013, hornJohnson2013 } from '../sources.ts';

export const trace = defineOperation({
  id: 'linalg.trace',
  meaning: 'Sum of the diagonal of the matrices on the last two axes.',
  signature: 'a[..., n, n] -> t[...]',
  definition: ({ a }, { sum }) => ({ t: () => sum('n', (i) => a(i, i)) }),
  special: 'propagates',
  homogeneous: [{ a: 1, t: 1 }],
  exchangeable: ['n'],
  derivative: (_, { t: g }, { scaled, identity, size }) => ({ a: scaled(g(), identity(size('n'))) }),
  clauses: {
    C1: 'tr(A^T) = tr(A), on integers',
    C2: 'tr(A B) = tr(B A), and tr(A B C) = tr(C A B), which tr(B A C) need not be, on integers',
    C3: 'tr(A^T B) = <A, B>, the sum of the products of their entries, on integers',
    C4: 'tr(A + k B) = tr(A) + k tr(B) on integers',
    C5: 'tr(I) = n, and what is off the diagonal is not read: NaN there reaches nothing',
  },
  sources: [golubVanLoan2013('section 1.1'), hornJohnson2013('section 0.2.5'), arrayApi('linalg.trace')],
  cost: { multiplications: () => 0, additions: ({ n = 0 }) => Math.max(n - 1, 0) },
});
