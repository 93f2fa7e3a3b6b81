import { gram, inUnitsOf } from '../_internal/characteristic.ts';
import { holds, largerSize } from '../_internal/holds.ts';
import { qrPullback } from '../_internal/qrPullback.ts';
import { defineOperation } from '../operation.ts';
import { golubVanLoan2013, higham2002, lapackTesting, lapackThresholds, robertsRoberts2020 } from '../sources.ts';
import { thresholds } from '../thresholds.ts';

export const qr = defineOperation({
  id: 'decompositions.qr',
  meaning: 'Reduced QR factorisation: orthonormal columns times an upper triangular (or trapezoidal) matrix.',
  signature: 'a[..., m, n] -> q[..., m, k], r[..., k, n]',
  sizes: ({ m, n }) => ({ k: Math.min(m, n) }),
  // Gram and Schmidt, for leading columns that are independent; in exact arithmetic it loses no orthogonality.
  definition({ a }, { memo, sum, sub, mul, div, sqrt, constant }) {
    const rest = memo((i, j) =>
      sub(
        a(i, j),
        sum([j], (l) => mul(q(i, l), r(l, j))),
      ),
    );
    const length = memo((j) => sqrt(sum('m', (i) => mul(rest(i, j), rest(i, j)))));
    const q = memo((i, j) => div(rest(i, j), length(j)));
    const r = memo((i, j) => {
      if (i > j) return constant(0);
      return i === j ? length(j) : sum('m', (p) => mul(q(p, i), a(p, j)));
    });
    return { q, r };
  },
  equations: {
    C1: ({ a, q, r }, { minus, times, backward, u }) =>
      backward(thresholds.linear, minus(times(q, r), a), largerSize(a), 2 * u, a),
    C2: ({ q }, { orthonormal }) => orthonormal(thresholds.linear, q),
    C3: ({ r }, { part, isZero }) => holds(isZero(part(r, (i, j) => i > j))),
    C4(given, algebra) {
      const [a, r] = inUnitsOf(given.a, given.r);
      const squares = algebra.part(gram(a), (i, j) => i === j);
      const error = algebra.minus(
        algebra.part(gram(r), (i, j) => i === j),
        squares,
      );
      // Of squares: twice the relative error of the norm.
      return algebra.componentwise(error, 2 * thresholds.linear * largerSize(a) * 2, squares, r);
    },
  },
  residuals: ({ a, q, r }, { times, transpose, minus, part, identity, size }) => ({
    C1: minus(times(q, r), a),
    C2: minus(times(transpose(q), q), identity(size('k'))),
    C3: part('strictlyLower', r),
  }),
  freedom: 'the sign of each row of R together with its column of Q; the columns of Q beyond the rank of A',
  special: 'undefined',
  smooth: { a: 'fullRank' },
  homogeneous: [{ a: 1, r: 1 }],
  // The definition has diag R > 0.
  signs: { q: 'columns', r: 'rows' },
  derivative: (values, { q: gq, r: gr }, S) => ({ a: qrPullback(values, gq, gr, S) }),
  kinks: 'the leading min(m, n) columns must be independent',
  clauses: {
    C1: 'A = QR: ||A - QR||_1 <= 30 max(m, n) eps ||A||_1',
    C2: 'Q has orthonormal columns: ||I - Q^T Q||_1 <= 30 m eps',
    C3: 'R is upper triangular, its lower part exactly zero',
    C4: 'each column of R has the norm of its column of A within 30 max(m, n) eps, however the columns are scaled',
    C5: 'nested: QR of the leading columns gives the leading parts of Q and R up to sign, within kappa(A)',
    C6: 'scaling the columns of A by powers of two scales those of R and leaves Q alone, bitwise',
    C7: 'the product of the |r_ii| is |det A|, A square, within the sum of s_(n-k) delta^k (see det), delta the bound of C1',
    C8: 'C1, C2 and C4 hold for columns that are nearly dependent or badly scaled',
    C9: 'R^T R = A^T A: ||R^T R - A^T A||_1 <= 60 (m + 2 max(m, n)) sqrt(n) eps ||A||_1 ||A^T||_1',
    C10: 'rows in another order and with other signs have the same R up to the signs of its rows, within kappa(A)',
  },
  sources: [
    golubVanLoan2013('section 5.2'),
    higham2002('section 19.3, theorem 19.4'),
    lapackTesting('xQRT01'),
    robertsRoberts2020('square, deep and wide matrices'),
    lapackThresholds('dtest.in: 30'),
  ],
});
