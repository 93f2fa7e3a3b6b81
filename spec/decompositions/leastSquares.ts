import { inverseOf } from '../_internal/determinantOf.ts';
import { largerSize } from '../_internal/holds.ts';
import { leastSquaresErrors, normalResidual, nullComponents } from '../_internal/leastSquares.ts';
import { defineOperation } from '../operation.ts';
import { refuse } from '../refusal.ts';
import {
  foundationsText,
  golubPereyra1973,
  golubVanLoan2013,
  gu1998,
  higham2002,
  lapackThresholds,
  rump2010,
} from '../sources.ts';
import { thresholds } from '../thresholds.ts';
import { pinv } from './pinv.ts';

export const lstsq = defineOperation({
  id: 'decompositions.lstsq',
  meaning:
    'Of all X that minimise ||A X - B||, column by column, the one of least norm; singular values up to max(m, n) eps s_1 count as zero.',
  signature: 'a[..., m, n], b[..., m, k] -> x[..., n, k]',
  parts: { pinv },
  definition: ({ a, b }, { sum, mul }, _, { pinv }) => {
    const inverse = pinv({ a }).x;
    return { x: (i, k) => sum('m', (p) => mul(inverse(i, p), b(p, k))) };
  },
  equations: {
    C1: (given, algebra) =>
      algebra.ratio(
        Math.max(0, ...leastSquaresErrors(given, algebra)),
        thresholds.linear * largerSize(given.a) * 2 * algebra.u,
      ),
    C2(given, algebra) {
      const { components, condition } = nullComponents(given, algebra);
      const allowed = thresholds.singular * largerSize(given.a) * 2 * algebra.u * condition;
      return algebra.ratio(Math.max(0, ...components), allowed);
    },
  },
  freedom: 'the rank where a singular value lies within rounding of the tolerance',
  special: 'rejects',
  // Of a zero matrix no right-hand side is read.
  specialIn: ['a'],
  rejects: { R1: 'a must be finite: NaN is refused, or reaches the result; infinities end in finite time' },
  smooth: { a: 'fullRank' },
  spectral: ['C1', 'C2'],
  homogeneous: [
    { a: 1, x: -1 },
    { b: 1, x: 1 },
  ],
  // X = A^+ B: the derivative of A^+ at G B^T, of one factor B less where there is a residual B - A X.
  derivative: ({ a, b }, { x: g }, S, _, { pinv }) => {
    const { times, transpose, plus, minus, negated, identity } = S;
    const inverse = pinv({ a }).x;
    const back = times(transpose(inverse), g);
    const x = times(inverse, b);
    const turned = minus(identity(S.size('n')), times(inverse, a));
    return {
      a: plus(
        negated(times(back, transpose(x))),
        times(minus(b, times(a, x)), transpose(times(inverse, back))),
        times(transpose(inverse), x, transpose(g), turned),
      ),
      b: back,
    };
  },
  kinks: 'where the rank of A changes the solution is not continuous; the formula is that of constant rank',
  clauses: {
    C1: 'X minimises ||(A + E) x - b|| for every column, ||E||_F <= 30 max(m, n) eps ||A||_F, by the estimate of Karlson and Walden: A^T r = 0 within it',
    C2: 'X has the least norm: its component in the null space of A is at most 35 max(m, n) eps ||A||_F ||A^+||_F ||x||',
    C3: 'known singular values, some of them missing: X is the sum of (u_i . b) / s_i v_i within what C1 makes of it',
    C4: 'C1 holds for ill-conditioned matrices and right-hand sides that they reach: A^T A is not formed, in which Laeuchli loses the rank',
    C5: 'a column of X depends on its own column of B alone, bitwise; NaN in it is refused or reaches no other column',
    C6: 'A without rows, or 0: X = 0, exactly',
    C7: 'up to 80 by 64 and kappa = 1 / (60 m u): every element is right to d ||row i of A^+|| ||x|| + d ||row i of (A^T A)^-1|| (||b - A x|| + d ||x||), d = 60 max(m, n) eps ||A||_F, proved by ||I - B A|| < 1',
  },
  errata: {
    E75: {
      claim: 'a least squares problem is solved by its normal equations',
      where: foundationsText('1.1.2'),
      kind: 'conditional',
      counterexample:
        '[1 1; t 0; 0 t] with t^2 < u: A^T A = [1 + t^2, 1; 1, 1 + t^2] rounds to a matrix of ones, of rank 1, while A has rank 2',
      right: 'a factorisation of A errs by kappa u where the residual is small, the normal equations by kappa^2 u',
      clauses: ['C1', 'C4'],
    },
  },
  sources: [
    golubVanLoan2013('sections 5.3 and 5.5'),
    gu1998('theorem 2.1: the estimate is within a factor of the backward error'),
    golubPereyra1973('theorem on the derivative at constant rank'),
    higham2002('section 20.7'),
    lapackThresholds('dtest.in: 30; svd.in: 35'),
    rump2010('section 10: an approximate inverse proves a matrix regular, and encloses the error'),
  ],
});

export const ridge = defineOperation({
  id: 'decompositions.ridge',
  meaning: 'The X that minimises ||A X - B||_F^2 + lambda ||X||_F^2; at lambda = 0 that of `lstsq`.',
  signature: 'a[..., m, n], b[..., m, k] -> x[..., n, k]',
  attributes: { lambda: { kind: 'real', min: 0, max: Number.POSITIVE_INFINITY, open: true, default: 1, clause: 'R2' } },
  definition({ a, b }, notation, { lambda }) {
    const { sum, mul, add, memo, constant, size } = notation;
    const gram = memo((i, j) => {
      const product = sum('m', (p) => mul(a(p, i), a(p, j)));
      return i === j ? add(product, constant(lambda)) : product;
    });
    const inverse = inverseOf(size('n'), gram, notation);
    const right = memo((i, k) => sum('m', (p) => mul(a(p, i), b(p, k))));
    return { x: (i, k) => sum('n', (j) => mul(inverse(i, j), right(j, k))) };
  },
  equations: {
    C1: (given, algebra, { lambda }) =>
      normalResidual(given, algebra, thresholds.linear * largerSize(given.a) * 2 * algebra.u, Number(lambda)),
  },
  freedom: 'whether the normal equations are formed, whose error grows with the square of the condition number',
  special: 'rejects',
  // Of a zero matrix no right-hand side is read.
  specialIn: ['a'],
  rejects: {
    R1: 'a must be finite: NaN is refused, or reaches the result; infinities end in finite time',
    R2: 'lambda must be a finite number from 0',
  },
  smooth: { a: 'fullRank' },
  homogeneous: [
    { a: 1, lambda: 2, x: -1 },
    { b: 1, x: 1 },
  ],
  // (A^T A + k I) dX = dA^T (B - A X) - A^T dA X + A^T dB.
  derivative: ({ a, b }, { x: g }, S, { lambda }) => {
    const { times, transpose, plus, minus, scaled, identity, inverse } = S;
    const shift = scaled(S.constant(lambda), identity(S.size('n')));
    const back = inverse(plus(times(transpose(a), a), shift));
    const x = times(back, transpose(a), b);
    const inner = times(back, g);
    return {
      a: minus(times(minus(b, times(a, x)), transpose(inner)), times(a, inner, transpose(x))),
      b: times(a, inner),
    };
  },
  kinks: 'at lambda = 0 where the rank of A changes',
  clauses: {
    C1: 'A^T (B - A X) = lambda X: the residual of every column is at most 30 max(m, n) eps ((||A^T||_1 ||A||_1 + lambda) ||x||_1 + ||A^T||_1 ||b||_1)',
    C2: 'shrinkage: of known singular values X is the sum of s_i (u_i . b) / (s_i^2 + lambda) v_i within what C1 makes of it',
    C3: '||X|| does not grow with lambda',
    C4: 'ridge(A, B, k^2) = lstsq([A; k I], [B; 0]) within the errors of both',
    C5: 'a column of X depends on its own column of B alone, bitwise; NaN in it is refused or reaches no other column',
    C6: 'towards lambda = 0 it becomes `lstsq`: ||X - X_0|| <= lambda / s_r^2 ||X_0||, s_r the least singular value other than 0, within the errors of both',
  },
  sources: [golubVanLoan2013('section 6.1.4'), lapackThresholds('dtest.in: 30')],
});

export const normalEquations = defineOperation({
  id: 'decompositions.normalEquations',
  meaning: 'The least squares solution by the normal equations A^T A X = A^T B, the columns of A being independent.',
  signature: 'a[..., m, n], b[..., m, k] -> x[..., n, k]',
  sizes({ m, n }) {
    if (m < n) refuse('R1', `a must have independent columns, got ${n} of length ${m}`);
    return {};
  },
  definition({ a, b }, notation) {
    const { sum, mul, memo, size } = notation;
    const gram = memo((i, j) => sum('m', (p) => mul(a(p, i), a(p, j))));
    const inverse = inverseOf(size('n'), gram, notation);
    const right = memo((i, k) => sum('m', (p) => mul(a(p, i), b(p, k))));
    return { x: (i, k) => sum('n', (j) => mul(inverse(i, j), right(j, k))) };
  },
  equations: {
    C1: (given, algebra) => normalResidual(given, algebra, thresholds.linear * largerSize(given.a) * 2 * algebra.u),
  },
  freedom: 'whether columns that are dependent up to rounding of A^T A are refused',
  special: 'undefined',
  rejects: { R1: 'the columns of a must be independent: more columns than rows, or a column of zeros, is refused' },
  domain: { a: 'fullRank' },
  feasible: ({ m, n }) => ({ m: Math.max(m, n), n }),
  homogeneous: [
    { a: 1, x: -1 },
    { b: 1, x: 1 },
  ],
  derivative: ({ a, b }, { x: g }, S) => {
    const { times, transpose, minus, inverse } = S;
    const back = inverse(times(transpose(a), a));
    const x = times(back, transpose(a), b);
    const inner = times(back, g);
    return {
      a: minus(times(minus(b, times(a, x)), transpose(inner)), times(a, inner, transpose(x))),
      b: times(a, inner),
    };
  },
  clauses: {
    C1: 'A^T (B - A X) = 0: the residual of every column is at most 30 max(m, n) eps (||A^T||_1 ||A||_1 ||x||_1 + ||A^T||_1 ||b||_1)',
    C2: 'of integers A X the solution is X within kappa^2: ||(A^T A)^-1||_1 times the bound of C1',
    C3: 'Laeuchli, [1 1; t 0; 0 t]: refused where A^T A rounds to rank 1, or right within C1',
    C4: 'a column of X depends on its own column of B alone, bitwise; NaN in it is refused or reaches no other column',
  },
  sources: [higham2002('section 20.4'), golubVanLoan2013('section 5.3.2'), lapackThresholds('dtest.in: 30')],
});
