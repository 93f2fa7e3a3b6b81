import { trace } from '../_internal/characteristic.ts';
import { inverseOf } from '../_internal/determinantOf.ts';
import { defineOperation } from '../operation.ts';
import { refuse } from '../refusal.ts';
import { golubVanLoan2013, lapackThresholds } from '../sources.ts';
import { thresholds } from '../thresholds.ts';

export const projection = defineOperation({
  id: 'linalg.projection',
  meaning:
    'The orthogonal projection onto the space of the columns of a matrix, which are independent: A (A^T A)^-1 A^T.',
  signature: 'a[..., m, n] -> p[..., m, m]',
  sizes({ m, n }) {
    if (m < n) refuse('R2', `a must have at least as many rows as columns, got ${m} and ${n}`);
    return {};
  },
  definition({ a }, notation) {
    const { sum, mul, memo, size } = notation;
    const gram = memo((i, j) => sum('m', (p) => mul(a(p, i), a(p, j))));
    const inverse = inverseOf(size('n'), gram, notation);
    return { p: (i, j) => sum('n n', (k, l) => mul(mul(a(i, k), inverse(k, l)), a(j, l))) };
  },
  equations: {
    C1: ({ p }, { minus, transpose, backward, u }) =>
      backward(thresholds.linear, minus(p, transpose(p)), p.rows, 2 * u),
    C2: ({ p }, { minus, times, backward, u }) => backward(thresholds.linear, minus(times(p, p), p), p.rows, 2 * u),
    C3: ({ a, p }, { minus, times, backward, u }) =>
      backward(thresholds.linear, minus(times(p, a), a), p.rows, 2 * u, a),
    C4: ({ a, p }, { minus, backward, identity, times, u }) => {
      const [rank, ones] = [trace(p), identity(1)];
      const due = { ...ones, entries: [BigInt(a.columns)] };
      return backward(thresholds.linear, minus(times(rank, ones), due), p.rows, 2 * u, due);
    },
  },
  freedom: 'the space where rounding decides whether a column depends on the others',
  special: 'rejects',
  rejects: {
    R1: 'a must be finite: NaN is refused, or reaches the result; infinities end in finite time',
    R2: 'a must have at least as many rows as columns',
  },
  domain: { a: 'fullRank' },
  feasible: ({ m, n }) => ({ m: Math.max(m, n), n }),
  homogeneous: [{ a: 1, p: 0 }],
  derivative: ({ a, p }, { p: g }, { times, transpose, plus, minus, identity, inverse, size }) => ({
    a: times(minus(identity(size('m')), p), plus(g, transpose(g)), a, inverse(times(transpose(a), a))),
  }),
  clauses: {
    C1: 'P = P^T: ||P - P^T||_1 <= 30 m eps',
    C2: 'P P = P: ||P P - P||_1 <= 30 m eps',
    C3: 'P A = A: ||P A - A||_1 <= 30 m eps ||A||_1',
    C4: 'rank P = tr P = n within 30 m eps n',
    C5: 'the nearest point: ||x - P x|| <= ||x - A y|| for all y, and ||x||^2 = ||P x||^2 + ||x - P x||^2, up to rounding',
    C6: 'C1 to C4 hold for ill-conditioned columns, which A^T A takes for dependent ones',
  },
  sources: [golubVanLoan2013('section 2.5.1'), lapackThresholds('dtest.in: 30')],
});
