import { eigenvalue, inUnitsOf, smallGram } from '../_internal/characteristic.ts';
import { largerSize } from '../_internal/holds.ts';
import { svd } from '../decompositions/svd.ts';
import { defineOperation } from '../operation.ts';
import { foundationsText, giles2008, golubVanLoan2013, lapackThresholds } from '../sources.ts';
import { thresholds } from '../thresholds.ts';

export const spectralNorm = defineOperation({
  id: 'linalg.spectralNorm',
  meaning: 'The largest singular value of the matrix on the last two axes; 0 for an empty one.',
  signature: 'a[..., m, n] -> norm[...]',
  parts: { svd },
  equations: {
    C1(values, { times, minus, at, ratio, u }) {
      const [a, norm] = inUnitsOf(values.a, values.norm);
      const square = eigenvalue(smallGram(a), 0);
      const [largest, given] = [Math.sqrt(at(square, 0, 0)), at(norm, 0, 0)];
      if (given < 0) return Number.POSITIVE_INFINITY;
      // The difference of the squares is exact, so that its quotient by the sum is the difference to full accuracy.
      const difference = ratio(Math.abs(at(minus(times(norm, norm), square), 0, 0)), given + largest);
      return ratio(difference, thresholds.singular * largerSize(a) * 2 * u * largest);
    },
  },
  special: 'rejects',
  rejects: { R1: 'a must be finite: NaN is refused, or reaches the result; infinities end in finite time' },
  smooth: { a: 'distinctSingularValues' },
  spectral: ['C1'],
  homogeneous: [{ a: 1, norm: 1 }],
  derivative: ({ a }, { norm: g }, { mul }, _, { svd }) => {
    const { u, v } = svd({ a });
    return { a: (i, j) => mul(g(), mul(u(i, 0), v(j, 0))) };
  },
  kinks:
    'where the two largest singular values coincide, and at 0: any u_1 v_1^T of the largest is a subgradient there',
  clauses: {
    C1: '|norm - s_1| <= 35 max(m, n) eps s_1, s_1^2 the largest root of the characteristic polynomial of A^T A',
    C2: 'norm(A) <= ||A||_F <= sqrt(rank) norm(A), and norm(A)^2 <= ||A||_1 ||A||_inf',
    C3: 'norm(A^T) = norm(A) within 70 max(m, n) eps',
    C4: 'norm(AB) <= norm(A) norm(B), and |norm(A) - norm(B)| <= norm(A - B)',
    C5: 'attained: norm(A) is the first singular value of svd(A)',
    C6: 'norm(2^k A) = 2^k norm(A) within 70 max(m, n) eps, though the squares of the entries over- or underflow',
    C7: 'the norm of a matrix without rows or columns is 0, bitwise',
    C8: 'max |a_ij| <= norm(A) <= sqrt(m n) max |a_ij|, up to rounding',
  },
  errata: {
    E02: {
      claim: 'the nuclear norm lies between the spectral and the Frobenius norm',
      where: foundationsText('1.1.7'),
      kind: 'wrong',
      counterexample: 'I of 2 by 2: the spectral norm is 1, the Frobenius norm sqrt(2), the nuclear norm 2',
      right: '||A||_2 <= ||A||_F <= ||A||_* <= sqrt(r) ||A||_F: the nuclear norm is the largest of the three',
      clauses: ['C2'],
    },
  },
  sources: [golubVanLoan2013('section 2.3'), giles2008('matrix norms'), lapackThresholds('svd.in: 35')],
});
