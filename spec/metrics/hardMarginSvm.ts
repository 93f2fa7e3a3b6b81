import type { Algebra, ExactMatrix } from '../exactMatrix.ts';
import { defineOperation } from '../operation.ts';
import { cortesVapnik1995, scikitLearn, wolfe1976 } from '../sources.ts';
import { thresholds } from '../thresholds.ts';

/** Samples times their labels: 1 where `y` is not 0, else -1. */
function signed(x: ExactMatrix, y: ExactMatrix): ExactMatrix {
  const isPositive = (i: number) => (y.entries[i] ?? 0n) !== 0n;
  return {
    ...x,
    entries: x.entries.map((entry, at) => (isPositive(Math.floor(at / Math.max(x.columns, 1))) ? entry : -entry)),
  };
}

/** y_i <w, x_i> - 1 of every sample, and what rounding and the solution of a system may move it by: 30 n u ||Z||^2 ||alpha||. */
function slacks(z: ExactMatrix, w: ExactMatrix, alpha: ExactMatrix, algebra: Algebra) {
  const { times, at, norm1, transpose, u } = algebra;
  const products = times(z, w);
  const size = norm1(z) * norm1(transpose(z));
  const allowed = thresholds.linear * Math.max(z.rows, z.columns) * u * (size * norm1(alpha) + 1);
  return { values: Array.from({ length: z.rows }, (_, i) => at(products, i, 0) - 1), allowed };
}

export const hardMarginSvm = defineOperation({
  id: 'metrics.hardMarginSvm',
  meaning:
    'The hard margin support vector machine through the origin: the shortest w with y_i <w, x_i> >= 1 for all samples, labels 1 where y is not 0 and -1 where it is, and its multipliers: w = sum alpha_i y_i x_i.',
  signature: 'x[..., n, d], int y[..., n] -> w[..., d], alpha[..., n]',
  equations: {
    C1({ x, y, w, alpha }, algebra) {
      const z = signed(x, y);
      const { transpose, times, minus, absolute, componentwise } = algebra;
      const residual = minus(w, times(transpose(z), alpha));
      return componentwise(residual, thresholds.linear * z.rows, times(absolute(transpose(z)), absolute(alpha)));
    },
    C2({ x, y, w, alpha }, algebra) {
      const { values, allowed } = slacks(signed(x, y), w, alpha, algebra);
      return Math.max(0, ...values.map((value) => algebra.ratio(Math.max(-value, 0), allowed)));
    },
    C3({ alpha }, { at, largest, ratio, u }) {
      const least = Math.min(0, ...Array.from({ length: alpha.rows }, (_, i) => at(alpha, i, 0)));
      return ratio(-least, thresholds.linear * alpha.rows * u * largest(alpha));
    },
    C4({ x, y, w, alpha }, algebra) {
      const { values, allowed } = slacks(signed(x, y), w, alpha, algebra);
      const most = algebra.largest(alpha);
      return Math.max(
        0,
        ...values.map((value, i) => {
          const share = most === 0 ? 0 : Math.abs(algebra.at(alpha, i, 0)) / most;
          return share > thresholds.linear * values.length * algebra.u
            ? algebra.ratio(share * Math.max(value, 0), allowed)
            : 0;
        }),
      );
    },
  },
  freedom: 'which multipliers, where several give the same w: of samples that are given twice',
  special: 'undefined',
  rejects: { R1: 'the classes must be separable by a hyperplane through the origin' },
  domain: { x: 'fullRank', y: 'truth' },
  // As many independent samples as there are dimensions are separable, however they are labelled.
  feasible: ({ n, d }) => ({ n: Math.min(n, d) }),
  clauses: {
    C1: 'w = sum alpha_i y_i x_i, componentwise within 30 n u |Z|^T |alpha|, Z the samples times their labels',
    C2: 'y_i <w, x_i> >= 1 - 30 max(n, d) u (||Z||_1 ||Z||_inf ||alpha||_1 + 1)',
    C3: 'alpha >= 0 up to 30 n u times the largest',
    C4: 'alpha_i is above 0 only where y_i <w, x_i> = 1: the samples that count are on the margin, up to what C2 allows',
    C5: '1 / ||w|| is the distance of the origin from the convex hull of the y_i x_i, on samples of which it is known',
    C6: 'w does not change when a sample that is no support vector is left out, or one is given twice, within what C2 allows and the condition',
  },
  sources: [
    cortesVapnik1995('section 2 and appendix A.1'),
    wolfe1976('the nearest point of a polytope'),
    scikitLearn('svm.SVC, kernel linear, C large'),
  ],
});
