import { inverseOf } from '../_internal/determinantOf.ts';
import { largerSize } from '../_internal/holds.ts';
import type { Algebra, ExactMatrix } from '../exactMatrix.ts';
import { defineOperation } from '../operation.ts';
import { essenceText, golubPereyra1973, golubVanLoan2013, lapackThresholds } from '../sources.ts';
import { thresholds } from '../thresholds.ts';

// What a backward stable method commits: with X the pseudoinverse of A + E, ||E|| <= c u ||A||, the residual of AXA is
// E-sized times AX, and rounding X itself adds u ||A|| ||X|| ||A||; likewise for the others.
const asymmetry = (product: ExactMatrix, a: ExactMatrix, x: ExactMatrix, algebra: Algebra): number =>
  algebra.backward(
    thresholds.singular,
    algebra.minus(product, algebra.transpose(product)),
    largerSize(a),
    2 * algebra.u,
    a,
    x,
  );

export const pinv = defineOperation({
  id: 'decompositions.pinv',
  meaning: 'The pseudoinverse of Moore and Penrose; singular values up to max(m, n) eps s_1 count as zero.',
  signature: 'a[..., m, n] -> x[..., n, m]',
  // For full rank: (A^T A)^-1 A^T or A^T (A A^T)^-1.
  definition({ a }, notation) {
    const { sum, mul, memo, size } = notation;
    const [m, n] = [size('m'), size('n')];
    if (m >= n) {
      const inverse = inverseOf(
        n,
        memo((i, j) => sum('m', (p) => mul(a(p, i), a(p, j)))),
        notation,
      );
      return { x: (i, j) => sum('n', (p) => mul(inverse(i, p), a(j, p))) };
    }
    const inverse = inverseOf(
      m,
      memo((i, j) => sum('n', (p) => mul(a(i, p), a(j, p)))),
      notation,
    );
    return { x: (i, j) => sum('m', (p) => mul(a(p, i), inverse(p, j))) };
  },
  equations: {
    C1: ({ a, x }, { times, minus, backward, u }) =>
      backward(thresholds.singular, minus(times(a, x, a), a), largerSize(a), 2 * u, a, x, a),
    C2: ({ a, x }, { times, minus, backward, u }) =>
      backward(thresholds.singular, minus(times(x, a, x), x), largerSize(a), 2 * u, x, a, x),
    C3: ({ a, x }, algebra) => asymmetry(algebra.times(a, x), a, x, algebra),
    C4: ({ a, x }, algebra) => asymmetry(algebra.times(x, a), a, x, algebra),
  },
  freedom: 'the rank where a singular value lies within rounding of the tolerance',
  special: 'rejects',
  rejects: { R1: 'a must be finite: NaN is refused, or reaches the result; infinities end in finite time' },
  smooth: { a: 'fullRank' },
  homogeneous: [{ a: 1, x: -1 }],
  derivative: ({ a, x }, { x: g }, S) => {
    const { times, transpose, plus, minus, negated, identity } = S;
    return {
      a: plus(
        negated(times(transpose(x), g, transpose(x))),
        times(minus(identity(S.size('m')), times(a, x)), transpose(g), x, transpose(x)),
        times(transpose(x), x, transpose(g), minus(identity(S.size('n')), times(x, a))),
      ),
    };
  },
  kinks: 'where the rank changes the pseudoinverse is not continuous; the formula is that of constant rank',
  clauses: {
    C1: 'AXA = A: ||AXA - A||_1 <= 35 max(m, n) eps ||A||_1 ||X||_1 ||A||_1',
    C2: 'XAX = X: ||XAX - X||_1 <= 35 max(m, n) eps ||X||_1 ||A||_1 ||X||_1',
    C3: 'AX is symmetric: ||AX - (AX)^T||_1 <= 35 max(m, n) eps ||A||_1 ||X||_1',
    C4: 'XA is symmetric, likewise',
    C5: 'rank rule: integer matrices of lower rank have a pseudoinverse of norm 1/s_r, not one blown up by rounding',
    C6: 'pinv(A^T) = pinv(A)^T and pinv(pinv(A)) = A within kappa, the rank well determined',
    C7: 'pinv(0) = 0, exactly; and pinv([1 0] [1; 1]) = 1 although pinv([1; 1]) pinv([1 0]) = 1/2',
    C8: 'C1 to C4 hold for ill-conditioned matrices of full rank, s_n >= 36 max(m, n) eps s_1',
  },
  errata: {
    E33: {
      claim: 'the map x -> W x can be inverted if W has full rank',
      where: essenceText('2.2'),
      kind: 'conditional',
      counterexample: '(1 0), 1 by 2, of full row rank: it maps (0, 1) and (0, 0) to 0, and pinv(W) W = diag(1, 0)',
      right:
        'it can if W is square and of full rank; a left inverse exists iff the columns are independent, a right one iff the rows are',
      clauses: ['C1', 'C2'],
    },
  },
  sources: [
    golubVanLoan2013('section 5.5.2'),
    golubPereyra1973('theorem on the derivative at constant rank'),
    lapackThresholds('svd.in: 35'),
  ],
});
