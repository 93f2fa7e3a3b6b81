import { inUnitsOf, magnitudeOf, trace } from '../_internal/characteristic.ts';
import { svd } from '../decompositions/svd.ts';
import type { Algebra, ExactMatrix } from '../exactMatrix.ts';
import { defineOperation } from '../operation.ts';
import { caiCandesShen2010, lapackThresholds } from '../sources.ts';
import { frobeniusNorm, singularError, singularValue } from './_internal/truncation.ts';

/** What is cut off, Z = A - X, and X, in units of the largest entry of A; tau in these units. */
function partsOf(given: { readonly a: ExactMatrix; readonly x: ExactMatrix }, tau: unknown, { minus }: Algebra) {
  const [a, x] = inUnitsOf(given.a, given.x);
  return { a, x, z: minus(a, x), tau: Number(tau) * 2 ** -magnitudeOf(given.a) };
}

export const singularValueThreshold = defineOperation({
  id: 'multilinear.singularValueThreshold',
  meaning:
    'The proximal map of the nuclear norm: every singular value made less by tau, those below it 0; the X that makes ||X - A||_F^2 / 2 + tau ||X||_* least.',
  signature: 'a[..., m, n] -> x[..., m, n]',
  attributes: { tau: { kind: 'real', min: 0, max: Number.POSITIVE_INFINITY, clause: 'R1' } },
  parts: { svd },
  equations: {
    C1(given, algebra, { tau }) {
      const { z, a, ...others } = partsOf(given, tau, algebra);
      const excess = singularValue(z, 0, algebra) - others.tau;
      return algebra.ratio(Math.max(excess, 0), singularError(a, algebra) * singularValue(a, 0, algebra));
    },
    C2(given, algebra, { tau }) {
      const { z, x, a, ...others } = partsOf(given, tau, algebra);
      const values = Array.from({ length: Math.min(x.rows, x.columns) }, (_, k) => singularValue(x, k, algebra));
      const nuclear = values.reduce((sum, value) => sum + value, 0);
      const paired = algebra.at(trace(algebra.times(algebra.transpose(z), x)), 0, 0);
      const error = Math.abs(paired - (nuclear === 0 ? 0 : others.tau * nuclear));
      return algebra.ratio(error, 4 * singularError(a, algebra) * frobeniusNorm(a, algebra) ** 2);
    },
  },
  freedom: 'a singular value that is tau up to rounding may be cut or kept',
  special: 'rejects',
  rejects: {
    R1: 'tau must be a finite number that is at least 0',
    R2: 'a must be finite: NaN is refused, or reaches the result; infinities end in finite time',
  },
  smooth: { a: 'distinctSingularValues' },
  spectral: ['C1', 'C2'],
  homogeneous: [{ a: 1, tau: 1, x: 1 }],
  derivative: ({ a }, { x: g }, S, { tau }, { svd }) => {
    const { times, transpose, plus, minus, columns, identity } = S;
    const { u, s, v } = svd({ a });
    const k = s.shape[0] ?? 0;
    const [zero, one, half] = [S.constant(0), S.constant(1), S.constant(0.5)];
    const ifKept = (i: number, kept: () => typeof zero) => S.select(S.constant(tau), s(i), kept, () => zero);
    const left = (i: number) => ifKept(i, () => S.sub(s(i), S.constant(tau)));
    const share = (i: number) => ifKept(i, () => S.div(left(i), s(i)));
    const inner = times(transpose(u), g, v);
    // Of the symmetric and the antisymmetric part of a change in the bases of U and V.
    const symmetric = (i: number, j: number) =>
      S.select(
        S.constant(tau),
        s(Math.max(i, j)),
        () => one,
        () => ifKept(Math.min(i, j), () => S.div(left(Math.min(i, j)), S.sub(s(Math.min(i, j)), s(Math.max(i, j))))),
      );
    const antisymmetric = (i: number, j: number) => S.div(S.add(left(i), left(j)), S.add(s(i), s(j)));
    const within = S.tensor([k, k], (i, j) => {
      if (i === j) return ifKept(i, () => inner(i, i));
      const [p, q] = [symmetric(i, j), antisymmetric(i, j)];
      return S.mul(half, S.add(S.mul(S.add(p, q), inner(i, j)), S.mul(S.sub(p, q), inner(j, i))));
    });
    const shares = S.diagonal(S.tensor([k], share));
    const beyond = (basis: typeof u) =>
      minus(identity(basis.shape[0] ?? 0), times(columns(basis, 0, k), transpose(columns(basis, 0, k))));
    return {
      a: plus(
        times(u, within, transpose(v)),
        times(beyond(u), g, v, shares, transpose(v)),
        times(u, shares, transpose(u), g, beyond(v)),
      ),
    };
  },
  kinks: 's_i = tau: the singular value is cut on one side, and moves on the other',
  clauses: {
    C1: 'what is cut off is at most tau: ||A - X||_2 <= tau + 35 max(m, n) eps s_1',
    C2: '<A - X, X> = tau ||X||_*, within 140 max(m, n) eps ||A||_F^2; with C1, A - X is tau times a subgradient of the nuclear norm at X, which makes X the minimum',
    C3: 'the singular values of X are max(s_i - tau, 0), within 35 max(m, n) eps s_1',
    C4: 'no competitor has less of ||X - A||_F^2 / 2 + tau ||X||_*: A, 0, truncations of A, X perturbed (slack as in C2)',
    C5: 'firmly nonexpansive: ||X - Y||_F^2 <= <X - Y, A - B> for the images X of A and Y of B',
    C6: 'tau of s_1 or more gives 0, exactly where it is twice as large; tau = 0 gives A, within 35 max(m, n) eps s_1',
  },
  sources: [caiCandesShen2010('theorem 2.1'), lapackThresholds('svd.in: 35')],
});
