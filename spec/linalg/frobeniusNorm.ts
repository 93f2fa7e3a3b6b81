import { defineOperation } from '../operation.ts';
import { blue1978, golubVanLoan2013 } from '../sources.ts';

export const frobeniusNorm = defineOperation({
  id: 'linalg.frobeniusNorm',
  meaning: 'Square root of the sum of the squares of all entries of a matrix.',
  signature: 'a[..., m, n] -> norm[...]',
  definition: ({ a }, { sum, mul, sqrt, reached, size }) => ({
    norm: () => {
      const norm = sqrt(sum('m n', (i, j) => mul(a(i, j), a(i, j))));
      // BLAS divides by the largest entry so far, and scales the sum anew when a larger one comes: four roundings more an entry,
      // half of which are left under the root.
      return reached(norm, () => new Array(2 * size('m') * size('n')).fill(norm));
    },
  }),
  freedom: 'an infinity beside NaN may give infinity, as hypot does',
  special: 'propagatesNaN',
  homogeneous: [{ a: 1, norm: 1 }],
  exchangeable: ['m', 'n'],
  derivative: ({ a, norm }, { norm: g }, { mul, div }) => ({ a: (i, j) => div(mul(g(), a(i, j)), norm()) }),
  kinks: 'at A = 0 the gradient is 0',
  clauses: {
    C1: '||A||_F = ||A^T||_F within (m n + 2) u',
    C2: '||A||_F >= 0, and 0 only for A = 0',
    C3: 'no overflow and no underflow on the way: |2^-k ||2^k A||_F - ||A||_F| <= (m n + 8) u ||A||_F wherever the result is normal; more than the definition asks, BLAS does so',
    C4: '||A + B||_F <= ||A||_F + ||B||_F up to rounding',
    C5: '||A B||_F <= ||A||_F ||B||_F up to rounding',
    C6: 'integers whose squares sum to a square give its root within (n/2 + 5) u, and a single nonzero entry its magnitude within 5.5 u',
    C7: 'the gradient at A = 0 is 0, not NaN',
    C8: 'the norm of a matrix without rows or columns is 0, bitwise',
  },
  sources: [golubVanLoan2013('section 2.3.1'), blue1978('scaled sum of squares')],
});
