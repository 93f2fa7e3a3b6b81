import { holds } from '../_internal/holds.ts';
import { svd } from '../decompositions/svd.ts';
import { defineOperation } from '../operation.ts';
import { refuse } from '../refusal.ts';
import { eckartYoung1936, foundationsText, golubVanLoan2013, hornJohnson2013, lapackThresholds } from '../sources.ts';
import { columnsBeside, distanceFrom, rankAbove, rowsBeside } from './_internal/truncation.ts';

export const lowRankTruncate = defineOperation({
  id: 'multilinear.lowRankTruncate',
  meaning: 'The nearest matrix of at most the given rank: the first `rank` terms of the singular value decomposition.',
  signature: 'a[..., m, n] -> x[..., m, n]',
  attributes: { rank: { kind: 'integer', min: 0, clause: 'R1' } },
  sizes({ m, n }, { rank }) {
    const most = Math.min(m, n);
    if (rank > most) refuse('R1', `rank must be at most min(m, n) = ${most}, got ${rank}`);
    return {};
  },
  parts: { svd },
  equations: {
    C1: ({ a, x }, algebra) => columnsBeside(a, x, algebra),
    C2: ({ a, x }, algebra) => rowsBeside(a, x, algebra),
    C3: ({ a, x }, algebra, { rank }) => rankAbove(a, x, Number(rank), algebra),
    C4: ({ x }, { isZero }, { rank }) => holds(rank !== 0 || isZero(x)),
    C6: ({ a, x }, algebra, { rank }) => distanceFrom(a, x, Number(rank), algebra),
  },
  residuals: ({ a, x }, { times, transpose, minus }) => ({
    C1: times(transpose(x), minus(a, x)),
    C2: times(minus(a, x), transpose(x)),
  }),
  freedom: 'which of the nearest matrices where s_k = s_(k+1); whether NaN is refused, or passed on, at rank 0 too',
  special: 'rejects',
  // Rank 0 needs no entry: NaN gives 0 by C4, or is refused.
  specialAt: { rank: 1 },
  rejects: {
    R1: 'rank must be an integer from 0 to min(m, n)',
    R2: 'a must be finite: NaN is refused, or reaches the result; infinities end in finite time',
  },
  smooth: { a: 'distinctSingularValues' },
  feasible: ({ m, n }, { rank }) => ({ m: Math.max(m, rank), n: Math.max(n, rank) }),
  spectral: ['C3', 'C6'],
  homogeneous: [{ a: 1, x: 1 }],
  derivative: ({ a }, { x: g }, S, { rank }, { svd }) => {
    const { times, transpose, plus, minus, columns, identity } = S;
    const { u, s, v } = svd({ a });
    const inner = times(transpose(u), g, v);
    const square = (i: number) => S.mul(s(i), s(i));
    // In the bases of U and V: of a kept and a lost vector what turns one into the other.
    const turned = (i: number, j: number, kept: number, lost: number) => {
      const both = S.add(S.mul(square(kept), inner(i, j)), S.mul(S.mul(s(i), s(j)), inner(j, i)));
      return S.div(both, S.sub(square(kept), square(lost)));
    };
    const within = S.tensor([s.shape[0] ?? 0, s.shape[0] ?? 0], (i, j) => {
      if (i < rank && j < rank) return inner(i, j);
      if (i >= rank && j >= rank) return S.constant(0);
      return turned(i, j, Math.min(i, j), Math.max(i, j));
    });
    const onto = (basis: typeof u, count: number) => {
      const some = columns(basis, 0, count);
      return times(some, transpose(some));
    };
    const beyond = (basis: typeof u) => minus(identity(basis.shape[0] ?? 0), onto(basis, basis.shape[1] ?? 0));
    return {
      a: plus(times(u, within, transpose(v)), times(beyond(u), g, onto(v, rank)), times(onto(u, rank), g, beyond(v))),
    };
  },
  kinks:
    's_k = s_(k+1) > 0: the nearest matrix is not unique and X jumps; singular values within either group may coincide',
  clauses: {
    C1: 'what is cut off is orthogonal to what is kept: ||X^T (A - X)||_1 <= 35 max(m, n) eps ||A^T||_1 ||A||_1',
    C2: '||(A - X) X^T||_1 <= 35 max(m, n) eps ||A||_1 ||A^T||_1, likewise for the rows',
    C3: 'X has rank at most k up to rounding: its minors of order k + 1 vanish beside those of order k',
    C4: 'rank 0 gives the zero matrix, exactly, whatever the entries are',
    C5: 'Eckart and Young: ||A - X||_F is the root of the sum of the s_i^2 beyond the k-th, within 35 max(m, n) eps ||A||_F',
    C6: 'Mirsky: ||A - X||_2 = s_(k+1), within 35 max(m, n) eps s_1',
    C7: 'no competitor of rank k is nearer, in the Frobenius, the spectral or the nuclear norm: random ones, other choices of k triplets, X perturbed within rank k (slack as in C5)',
    C8: 'rank min(m, n) gives A, and a matrix of rank k is its own truncation, within 35 max(m, n) eps ||A||',
    C9: 'the truncation of A^T is the transpose of that of A, s_k > s_(k+1)',
    C10: '||A - X||_* = the sum of the s_i beyond the k-th, within 35 max(m, n) min(m, n) eps ||A||_F',
    C11: 'Pythagoras: ||A||_F^2 = ||X||_F^2 + ||A - X||_F^2, within 70 max(m, n) eps ||A||_F^2',
    C12: 'a truncation of a truncation is the shorter one: (A_k)_j = A_j for j <= k, s_j > s_(j+1); for j > k see C8',
    C13: 'the truncation of Q A Z is Q A_k Z, Q and Z permutations with signs, s_k > s_(k+1)',
    C14: 'it is U_k U_k^T A = A V_k V_k^T, the columns of U_k and V_k known singular vectors, s_k > s_(k+1)',
    C15: 'in the spectral norm it is not the only one: c X is as near, c = 1 - s_(k+1) / (2 s_1), k >= 1 and s_(k+1) > 0',
  },
  errata: {
    E69: {
      claim: 'the truncated decomposition is the best approximation of its rank',
      where: foundationsText('1.1.6'),
      kind: 'imprecise',
      counterexample: 'I of 2 by 2 and rank 1: e_1 e_1^T and e_2 e_2^T are both at distance 1, and nothing is nearer',
      right: 'it is one of the best; in the Frobenius norm the only one iff s_k > s_(k+1)',
      clauses: ['C5', 'C7'],
    },
  },
  sources: [
    eckartYoung1936('the theorem'),
    golubVanLoan2013('theorem 2.4.8'),
    hornJohnson2013('section 7.4, Mirsky'),
    lapackThresholds('svd.in: 35'),
  ],
});
