import { eigenvalue, inUnitsOf, smallGram } from '../_internal/characteristic.ts';
import { largerSize } from '../_internal/holds.ts';
import { svd } from '../decompositions/svd.ts';
import type { Algebra, ExactMatrix } from '../exactMatrix.ts';
import { defineOperation } from '../operation.ts';
import { bhatia1997, hornJohnson2013, lapackThresholds, principlesText, rechtFazelParrilo2010 } from '../sources.ts';
import { thresholds } from '../thresholds.ts';

/** |norm - (sum of s_i^p)^(1/p)| over what is allowed, s_i^2 the roots of the characteristic polynomial of A^T A. */
function ratioAt(p: number, given: { readonly a: ExactMatrix; readonly norm: ExactMatrix }, algebra: Algebra): number {
  const [a, norm] = inUnitsOf(given.a, given.norm);
  const gram = smallGram(a);
  const values = Array.from({ length: gram.rows }, (_, k) => Math.sqrt(algebra.at(eigenvalue(gram, k), 0, 0)));
  const [first = 0] = values;
  const due = first === 0 ? 0 : first * values.reduce((sum, value) => sum + (value / first) ** p, 0) ** (1 / p);
  const error = Math.abs(algebra.at(norm, 0, 0) - due);
  return algebra.ratio(error, thresholds.singular * largerSize(a) * 2 * algebra.u * due);
}

const R1 = 'a must be finite: NaN is refused, or reaches the result; infinities end in finite time';

export const nuclearNorm = defineOperation({
  id: 'linalg.nuclearNorm',
  meaning: 'The sum of the singular values of the matrix on the last two axes; 0 for an empty one.',
  signature: 'a[..., m, n] -> norm[...]',
  parts: { svd },
  equations: { C1: (values, algebra) => ratioAt(1, values, algebra) },
  special: 'rejects',
  rejects: { R1 },
  smooth: { a: 'distinctSingularValues' },
  spectral: ['C1'],
  homogeneous: [{ a: 1, norm: 1 }],
  derivative: ({ a }, { norm: g }, { times, transpose, scaled }, _, { svd }) => {
    const { u, v } = svd({ a });
    return { a: scaled(g(), times(u, transpose(v))) };
  },
  kinks: 'where a singular value is 0: any U V^T + W there, W of spectral norm at most 1 beside the singular vectors',
  clauses: {
    C1: '|norm - sum of s_i| <= 35 max(m, n) eps norm, s_i^2 the roots of the characteristic polynomial of A^T A',
    C2: '||A||_2 <= ||A||_F <= ||A||_* <= sqrt(r) ||A||_F <= r ||A||_2, r the rank, up to rounding: the nuclear norm is the largest',
    C3: 'duality: |<A, B>| <= ||A||_2 ||B||_*, with equality at A = U V^T of B, up to rounding',
    C4: '||A + B||_* <= ||A||_* + ||B||_* and ||A B||_* <= ||A||_* ||B||_*, up to rounding',
    C5: 'transposing changes nothing, nor do rows and columns in another order and with other signs, up to rounding',
    C6: '2^-k ||2^k A||_* = ||A||_* within 70 max(m, n) eps, though the squares of the entries over- or underflow',
    C7: 'the norm of a matrix without rows or columns is 0, bitwise',
  },
  errata: {
    E21: {
      claim: 'the nuclear norm is a tight convex approximation of the rank',
      where: principlesText('low rank'),
      kind: 'imprecise',
      counterexample: '10 e_1 e_1^T has rank 1 and nuclear norm 10; I/8 of order 5 has rank 5 and nuclear norm 5/8',
      right:
        'it is the convex envelope of the rank where ||A||_2 <= 1: there ||A||_* <= rank(A), and beyond it need not be',
      clauses: ['C1', 'C2'],
    },
  },
  sources: [
    hornJohnson2013('section 7.4.7'),
    rechtFazelParrilo2010('section 2: duality, and theorem 2.2 on the envelope'),
    lapackThresholds('svd.in: 35'),
  ],
});

export const schattenNorm = defineOperation({
  id: 'linalg.schattenNorm',
  meaning: 'The p-norm of the singular values of the matrix on the last two axes; 0 for an empty one.',
  signature: 'a[..., m, n] -> norm[...]',
  attributes: { p: { kind: 'real', min: 1, max: Number.POSITIVE_INFINITY, default: 2, clause: 'R2' } },
  parts: { svd },
  equations: { C1: (values, algebra, { p }) => ratioAt(Number(p), values, algebra) },
  special: 'rejects',
  rejects: { R1, R2: 'p must be a finite number that is at least 1' },
  smooth: { a: 'distinctSingularValues' },
  spectral: ['C1'],
  homogeneous: [{ a: 1, norm: 1 }],
  derivative: ({ a, norm }, { norm: g }, S, { p }, { svd }) => {
    const { u, s, v } = svd({ a });
    const weight = (i: number) => S.exp(S.mul(S.constant(p - 1), S.log(S.div(s(i), norm()))));
    return { a: S.scaled(g(), S.times(u, S.diagonal(S.tensor([s.shape[0] ?? 0], weight)), S.transpose(v))) };
  },
  kinks: 'where a singular value is 0, for p = 1',
  clauses: {
    C1: '|norm - (sum of s_i^p)^(1/p)| <= 35 max(m, n) eps norm, s_i^2 the roots of the characteristic polynomial of A^T A',
    C2: 'the nuclear norm at p = 1, the Frobenius norm at p = 2; nonincreasing in p, and never below the spectral norm, up to rounding',
    C3: 'Hoelder: |<A, B>| <= ||A||_p ||B||_q where 1/p + 1/q = 1, up to rounding',
    C4: '||A + B||_p <= ||A||_p + ||B||_p and ||A B||_p <= ||A||_p ||B||_p, up to rounding',
    C5: 'transposing changes nothing, nor do rows and columns in another order and with other signs, up to rounding',
    C6: 'the norm of a matrix without rows or columns is 0, bitwise',
  },
  sources: [bhatia1997('section IV.2'), hornJohnson2013('section 7.4.7'), lapackThresholds('svd.in: 35')],
});
