import { determinantOf } from '../_internal/determinantOf.ts';
import { logDeterminant } from '../_internal/logDeterminant.ts';
import type { Algebra, ExactMatrix } from '../exactMatrix.ts';
import { defineOperation } from '../operation.ts';
import { refuse } from '../refusal.ts';
import { coverThomas2006, scipy } from '../sources.ts';
import { thresholds } from '../thresholds.ts';

/** ln det A, and how far a stable method may be off: by the share of the determinant, and by the logarithms of the pivots. */
function logarithmOf(a: ExactMatrix, algebra: Algebra) {
  const n = a.rows;
  const { share, logUnit, logScale } = logDeterminant(a, algebra);
  const value = logUnit + n * logScale;
  const rounding = thresholds.linear * n * algebra.u * (2 * n * (Math.abs(logScale) + n * Math.LN2) + Math.abs(value));
  return { value, error: share < 1 ? rounding - Math.log1p(-share) : Number.POSITIVE_INFINITY };
}

/** Rows and columns of a square matrix from one to before another. */
function blockOf(a: ExactMatrix, from: number, to: number): ExactMatrix {
  const inside = (i: number) => i >= from && i < to;
  const entries = a.entries.filter((_, at) => inside(Math.floor(at / a.columns)) && inside(at % a.columns));
  return { rows: to - from, columns: to - from, exponent: a.exponent, entries };
}

export const gaussianEntropy = defineOperation({
  id: 'information.gaussianEntropy',
  meaning: 'The differential entropy of a normal distribution of this covariance: ln det(2 pi e C) / 2, in nats.',
  signature: 'covariance[..., n, n] -> h[...]',
  definition({ covariance }, S) {
    const n = S.size('n');
    const scale = S.mul(S.constant(n), S.add(S.constant(1), S.log(S.mul(S.constant(2), S.pi()))));
    return { h: () => S.div(S.add(scale, S.log(determinantOf(n, covariance, S))), S.constant(2)) };
  },
  equations: {
    C1({ covariance, h }, algebra) {
      const { value, error } = logarithmOf(covariance, algebra);
      const n = covariance.rows;
      const scale = n * (1 + Math.log(2 * Math.PI));
      const exact = (scale + value) / 2;
      return algebra.ratio(
        Math.abs(algebra.at(h, 0, 0) - exact),
        error / 2 + 8 * algebra.u * (scale + Math.abs(value)),
      );
    },
  },
  special: 'undefined',
  rejects: { R1: 'the covariance must be positive definite' },
  domain: { covariance: 'positiveDefinite' },
  spectral: ['C1'],
  derivative: 'ofDefinition',
  clauses: {
    C1: '|h - ln det(2 pi e C) / 2| is at most half of what slogdet/C2 allows the logarithm, and some roundings',
    C2: 'no over- or underflow: of 2^(2k) C it is n k ln 2 more, though det C is no double',
    C3: 'under x -> A x it is ln |det A| more, A unimodular or triangular: up to what C1 allows both',
    C4: 'of independent ones it is the sum: of a diagonal matrix the sum of ln(2 pi e c_i) / 2',
    C5: 'maximal for given variances when nothing is correlated (Hadamard): h(C) <= h(diag C), up to what C1 allows',
  },
  sources: [coverThomas2006('theorems 8.4.1, 8.6.4 and 8.6.5'), scipy('scipy.stats.multivariate_normal.entropy')],
});

export const gaussianMutualInformation = defineOperation({
  id: 'information.gaussianMutualInformation',
  meaning:
    'The mutual information of the first variables of a normal distribution and the others: ln(det C_xx det C_yy / det C) / 2, in nats.',
  signature: 'covariance[..., n, n] -> i[...]',
  attributes: { first: { kind: 'integer', min: 0, clause: 'R2' } },
  sizes({ n }, { first }) {
    if (first > n) refuse('R2', `first must be at most ${n}, the number of variables, got ${first}`);
    return {};
  },
  definition({ covariance }, S, { first }) {
    const n = S.size('n');
    const logarithm = (from: number, to: number) =>
      S.log(
        determinantOf(
          to - from,
          S.tensor([to - from, to - from], (i, j) => covariance(from + i, from + j)),
          S,
        ),
      );
    return {
      i: () => S.div(S.total([logarithm(0, first), logarithm(first, n), S.neg(logarithm(0, n))]), S.constant(2)),
    };
  },
  equations: {
    C1({ covariance, i }, algebra, attributes) {
      const n = covariance.rows;
      const first = Number(attributes['first']);
      const [x, y, whole] = [
        [0, first],
        [first, n],
        [0, n],
      ].map(([from = 0, to = 0]) => logarithmOf(blockOf(covariance, from, to), algebra));
      if (!x || !y || !whole) return Number.NaN;
      const exact = (x.value + y.value - whole.value) / 2;
      const size = Math.abs(x.value) + Math.abs(y.value) + Math.abs(whole.value);
      const allowed = (x.error + y.error + whole.error) / 2 + 8 * algebra.u * size;
      return algebra.ratio(Math.abs(algebra.at(i, 0, 0) - exact), allowed);
    },
  },
  special: 'undefined',
  rejects: {
    R1: 'the covariance must be positive definite',
    R2: 'first must be an integer from 0 to the number of variables',
  },
  domain: { covariance: 'positiveDefinite' },
  feasible: ({ n }, { first }) => ({ n: Math.max(n, first) }),
  // The determinant of the definition is a sum over permutations.
  compatible: ({ first }) => ({ first: first % 4 }),
  spectral: ['C1'],
  derivative: 'ofDefinition',
  clauses: {
    C1: '|i - ln(det C_xx det C_yy / det C) / 2| is at most half of what slogdet/C2 allows the three logarithms, and some roundings',
    C2: 'of two variables of correlation rho it is -ln(1 - rho^2) / 2: 0.223144 for rho = 0.6',
    C3: 'invertible linear maps of the first variables, and of the others, change nothing: powers of two and unimodular maps, up to what C1 allows',
    C4: 'at least 0, and 0 for a block diagonal covariance, up to what C1 allows',
    C5: 'i = h(X) + h(Y) - h(X, Y), h the entropies of normal distributions',
  },
  sources: [coverThomas2006('section 8.5, example 8.5.1')],
});
