import { holds } from '../_internal/holds.ts';
import { defineOperation } from '../operation.ts';
import { foundationsText, giles2008, golubVanLoan2013, higham2002, rumpJeannerod2014 } from '../sources.ts';

export const lu = defineOperation({
  id: 'decompositions.lu',
  meaning:
    'Factors of a square matrix by Gaussian elimination with partial pivoting: row i of L U is row permutation(i) of A.',
  signature: 'a[..., n, n] -> int permutation[..., n], l[..., n, n], u[..., n, n]',
  equations: {
    C1: ({ a, permutation, l, u }, { rows, minus, times, absolute, componentwise, ulps }) =>
      componentwise(
        minus(rows(a, permutation), times(l, u)),
        a.rows - 1 + 2 * ulps.div,
        times(absolute(l), absolute(u)),
        l,
        u,
      ),
    C2: ({ l }, { part, minus, identity, isZero }) =>
      holds(
        isZero(
          minus(
            part(l, (i, j) => i <= j),
            identity(l.rows),
          ),
        ),
      ),
    C3: ({ u }, { part, isZero }) => holds(isZero(part(u, (i, j) => i > j))),
    C4: ({ permutation }, { at }) => {
      const order = permutation.entries.map((_, i) => at(permutation, i, 0));
      return holds([...order].sort((a, b) => a - b).every((row, i) => row === i));
    },
    // A quotient of equals is 1 where division is correctly rounded.
    C5: ({ l }, { largest, ulps, u }) => holds(largest(l) <= 1 + (2 * ulps.div - 1) * u),
    // Each of the n - 1 steps at most doubles the largest entry and rounds it twice.
    C6: ({ a, u }, algebra) =>
      algebra.ratio(algebra.largest(u), 2 ** (a.rows - 1) * algebra.largest(a) * (1 + 2 * a.rows * algebra.u)),
  },
  residuals: ({ a, permutation, l, u }, { times, minus, part, identity, tensor, size }) => ({
    C1: minus(
      tensor('n n', (i, j) => a(permutation(i), j)),
      times(l, u),
    ),
    C2: minus(part('upper', l), identity(size('n'))),
    C3: part('strictlyLower', u),
  }),
  freedom: 'the pivot among entries of equal size; the column of L below a zero pivot',
  special: 'undefined',
  smooth: { a: 'nonsingular' },
  homogeneous: [{ a: 1, u: 1 }],
  derivative: ({ permutation, l, u }, { l: gl, u: gu }, S) => {
    const { times, transpose, part, plus, inverse, rowsTo } = S;
    const inner = plus(part('strictlyLower', times(transpose(l), gl)), part('upper', times(gu, transpose(u))));
    return { a: rowsTo(permutation, times(transpose(inverse(l)), inner, transpose(inverse(u)))) };
  },
  kinks: 'where two candidates for a pivot have the same size the permutation jumps; U must be nonsingular',
  clauses: {
    C1: 'PA = LU: |PA - LU| <= n u |L||U| in every element',
    C2: 'L is unit lower triangular, its diagonal exactly one and its upper part exactly zero',
    C3: 'U is upper triangular, its lower part exactly zero',
    C4: 'the permutation holds 0 .. n - 1, each once',
    C5: 'the pivot is the largest of its column: |l_ij| <= 1',
    C6: "growth: max |u_ij| <= 2^(n-1) max |a_ij|, on Wilkinson's matrix too, which attains it",
    C7: 'scaling the columns of A by powers of two scales those of U and leaves P and L alone, bitwise',
    C8: 'a singular matrix has finite factors: U shows it by a zero on its diagonal where elimination is exact',
    C9: 'C1 and C5 hold for ill-conditioned, badly scaled and nearly singular matrices: no pivot is too small',
  },
  errata: {
    E03: {
      claim: 'every matrix has factors A = LU',
      where: foundationsText('1.1.8'),
      kind: 'conditional',
      counterexample: '[[0, 1], [1, 0]]: no unit lower triangular L has l_11 u_11 = 0 and l_21 u_11 = 1',
      right: 'PA = LU always exists; A = LU exists for nonsingular A iff no leading principal minor is 0',
      clauses: ['C1'],
    },
  },
  sources: [
    higham2002('theorem 9.3, section 9.4'),
    rumpJeannerod2014('the bound n u |L||U| for LU'),
    golubVanLoan2013('section 3.4'),
    giles2008('the method of its section 2 gives the pullback'),
  ],
});
