import { determinantOf } from '../_internal/determinantOf.ts';
import { holds } from '../_internal/holds.ts';
import { rankBounds } from '../_internal/rankBounds.ts';
import { defineOperation } from '../operation.ts';
import { giles2008, golubVanLoan2013, higham2002, hornJohnson2013, lapackThresholds } from '../sources.ts';
import { thresholds } from '../thresholds.ts';

const rejects = { R1: 'a must be finite: NaN is refused; infinities end in finite time' } as const;
const freedom =
  'the answer where a singular value lies within rounding of the tolerance: between max(m, n) eps s_1 / 36 and 36 times it';

export const isLinearlyIndependent = defineOperation({
  id: 'decompositions.isLinearlyIndependent',
  meaning:
    'Whether the columns are linearly independent, 1 or 0: whether all n singular values lie above max(m, n) eps s_1.',
  signature: 'a[..., m, n] -> int independent[...]',
  equations: {
    C1({ a, independent }, algebra) {
      const [least, most] = rankBounds(a, algebra);
      const given = algebra.at(independent, 0, 0);
      return holds(given === 1 ? most === a.columns : given === 0 && least < a.columns);
    },
  },
  freedom,
  special: 'rejects',
  rejects,
  spectral: ['C1'],
  homogeneous: [{ a: 1 }],
  clauses: {
    C1: '1 where n singular values are at least 36 max(m, n) eps s_1, 0 where one is at most max(m, n) eps s_1 / 36',
    C2: 'more columns than rows are dependent, and no columns at all are independent',
    C3: 'of integers, whose exact rank rounding does not decide: independent where the rank is n, at every scale',
  },
  sources: [
    golubVanLoan2013('sections 2.1.2 and 5.4.1'),
    hornJohnson2013('section 0.4'),
    lapackThresholds('svd.in: 35'),
  ],
});

export const isBasis = defineOperation({
  id: 'decompositions.isBasis',
  meaning:
    'Whether the columns are a basis of R^m, 1 or 0: whether there are m of them, and m singular values lie above m eps s_1.',
  signature: 'a[..., m, n] -> int basis[...]',
  equations: {
    C1({ a, basis }, algebra) {
      const [least, most] = rankBounds(a, algebra);
      const [given, square] = [algebra.at(basis, 0, 0), a.rows === a.columns];
      return holds(given === 1 ? square && most === a.rows : given === 0 && !(square && least === a.rows));
    },
  },
  freedom,
  special: 'rejects',
  rejects,
  spectral: ['C1'],
  homogeneous: [{ a: 1 }],
  clauses: {
    C1: '1 where m = n and all singular values are at least 36 m eps s_1; 0 where m is not n, or one is at most m eps s_1 / 36',
    C2: 'fewer or more columns than rows are no basis, independent or not',
    C3: 'the columns of A are a basis where its rows are, and those of A B where those of A and of B are, of integers',
  },
  sources: [golubVanLoan2013('section 2.1.2'), hornJohnson2013('sections 0.1 and 0.5'), lapackThresholds('svd.in: 35')],
});

export const changeOfBasis = defineOperation({
  id: 'decompositions.changeOfBasis',
  meaning: 'The coordinates of a vector in the basis of the columns of B: the c with B c = x.',
  signature: 'basis[..., n, n], x[..., n] -> c[..., n]',
  definition({ basis, x }, notation) {
    const n = notation.size('n');
    // Cramer's rule: the basis with vector i replaced by x.
    const determinant = notation.memo(() => determinantOf(n, basis, notation));
    return {
      c: notation.memo((i) =>
        notation.div(
          determinantOf(n, (row, column) => (column === i ? x(row) : basis(row, column)), notation),
          determinant(),
        ),
      ),
    };
  },
  equations: {
    C1({ basis, x, c }, { times, minus, norm1, ratio, u }) {
      const allowed = thresholds.linear * Math.max(basis.rows, 1) * u * (norm1(basis) * norm1(c) + norm1(x));
      return ratio(norm1(minus(x, times(basis, c))), allowed);
    },
  },
  freedom: 'whether a basis that is dependent up to rounding is refused',
  special: 'undefined',
  rejects: { R1: 'the columns must be a basis: a row or a column of zeros is refused' },
  domain: { basis: 'nonsingular' },
  homogeneous: [
    { basis: 1, c: -1 },
    { x: 1, c: 1 },
  ],
  derivative: ({ basis, c }, { c: g }, { transpose, times, inverse, tensor, mul, neg, sum }) => {
    const back = times(
      transpose(inverse(basis)),
      tensor([basis.shape[0] ?? 0, 1], (i) => g(i)),
    );
    return { basis: (i, j) => neg(mul(back(i, 0), c(j))), x: (i) => sum([1], () => back(i, 0)) };
  },
  clauses: {
    C1: 'the coordinates give the vector back: ||x - B c||_1 <= 30 n u (||B||_1 ||c||_1 + ||x||_1)',
    C2: 'in an orthogonal basis of vectors of one length l: c = B^T x / l^2, and l^2 ||c||^2 = ||x||^2 (Parseval)',
    C3: 'the coordinates of B c are c, within 30 n u kappa_1(B) (||c||_1 + ||x||_1 / ||B||_1), B and c integer',
    C4: 'one change after another: the coordinates in the basis A B are those in B of those in A, of integers, within both errors',
  },
  sources: [
    hornJohnson2013('section 0.10'),
    higham2002('theorems 7.1 and 9.4'),
    giles2008('inverse and inverse product'),
    lapackThresholds('dtest.in: 30'),
  ],
});
