import { holds } from '../_internal/holds.ts';
import { defineOperation } from '../operation.ts';
import { foundationsText, giles2008, higham2002, murray2016, rumpJeannerod2014 } from '../sources.ts';

export const cholesky = defineOperation({
  id: 'decompositions.cholesky',
  meaning: 'The lower triangular factor with positive diagonal of a symmetric positive definite matrix.',
  signature: 'a[..., n, n] -> l[..., n, n]',
  definition({ a }, { memo, sum, add, sub, mul, div, sqrt, constant }) {
    // The symmetric part, so that the derivative is symmetric too.
    const entry = (i: number, j: number) => mul(constant(0.5), add(a(i, j), a(j, i)));
    const l = memo((i, j) => {
      if (i < j) return constant(0);
      const rest = sub(
        entry(i, j),
        sum([j], (p) => mul(l(i, p), l(j, p))),
      );
      return i === j ? sqrt(rest) : div(rest, l(j, j));
    });
    return { l };
  },
  equations: {
    C1: ({ a, l }, { times, minus, transpose, absolute, componentwise, ulps }) => {
      const bound = times(absolute(l), absolute(transpose(l)));
      // n - 1 products and sums; the square of a root errs twice, a quotient may be a product by the reciprocal.
      const last = Math.max(4 * ulps.sqrt, 2 * ulps.div + 1);
      return componentwise(minus(a, times(l, transpose(l))), a.rows - 1 + last, bound, l);
    },
    C2: ({ l }, { part, isZero }) => holds(isZero(part(l, (i, j) => i < j))),
    C3: ({ l }, { at }) => holds(Array.from({ length: l.rows }, (_, i) => at(l, i, i)).every((pivot) => pivot > 0)),
  },
  residuals: ({ a, l }, { times, transpose, minus, part }) => ({
    C1: minus(a, times(l, transpose(l))),
    C2: part('strictlyUpper', l),
  }),
  freedom:
    'whether asymmetry is refused, averaged away or one triangle is read, and which; the gradient acts on symmetric directions, so that its antisymmetric part is free (it is zero here)',
  special: 'undefined',
  rejects: {
    R1: 'a must be positive definite: a negative or a zero pivot is refused',
    R2: 'a must be finite where it is read: NaN is refused, or reaches the result',
  },
  domain: { a: 'positiveDefinite' },
  homogeneous: [{ a: 2, l: 1 }],
  derivative: ({ l }, { l: g }, S) => {
    const { times, transpose, part, minus, scaled, symmetric, inverse } = S;
    const inner = times(transpose(l), g);
    const lower = minus(part('lower', inner), scaled(S.constant(0.5), part('diagonal', inner)));
    return { a: symmetric(times(transpose(inverse(l)), lower, inverse(l))) };
  },
  clauses: {
    C1: 'A = LL^T: |A - LL^T| <= (n + 1) u |L||L^T| in every element',
    C2: 'L is lower triangular, its upper part exactly zero',
    C3: 'the diagonal of L is positive',
    C4: 'the leading k rows and columns of L are the factor of the leading k rows and columns of A',
    C5: 'integer L with powers of two on its diagonal is recovered from LL^T, bitwise',
    C6: 'an asymmetric matrix is refused, or one triangle is read and the other ignored, NaN there included, or its symmetric part is taken',
    C7: 'D H D is factored as C1 says, D of powers of two, the diagonal of H at most 1 and 2 n (n + 1) u ||H^-1||_1 <= 1: no pivot is too small',
  },
  errata: {
    E82: {
      claim: 'the Cholesky factorisation is a special case of LU',
      where: foundationsText('1.1.8'),
      kind: 'imprecise',
      counterexample: 'of (4) it is 2 times 2, and LU is 1 times 4: L has no ones on its diagonal, and U is L^T',
      right:
        'L = M D^(1/2) with M and D of A = M D M^T, the unit lower factor and the pivots of an LU without exchanges; it takes half the operations, n^3 / 3',
      clauses: ['C1', 'C3'],
    },
  },
  sources: [
    higham2002('theorems 10.3 and 10.7'),
    rumpJeannerod2014('the bound (n + 1) u |R^T||R| for Cholesky'),
    murray2016('reverse mode, blocked and unblocked'),
    giles2008('Cholesky factorisation'),
  ],
});
