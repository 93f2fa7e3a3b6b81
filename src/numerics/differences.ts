import * as specification from '../../spec/numerics/differences.ts';
import { reference } from '../_internal/reference.ts';

export const centralDifference = reference(specification.centralDifference, {
  halves: true,
  member: ({ ahead, behind }, { h }) => (ahead - behind) / (2 * h),
  pullback: (_, g, { h }) => ({ ahead: g / (2 * h), behind: g / (-2 * h) }),
});

export const richardson = reference(specification.richardson, {
  halves: true,
  member: ({ coarse, fine }) => (4 * fine - coarse) / 3,
  pullback: (_, g) => ({ coarse: -g / 3, fine: (4 * g) / 3 }),
});

/** By least squares over -i, which is log2 h up to a constant: the weights sum to 0. */
const weightOf = (n: number, i: number): number => ((n - 1) / 2 - i) / ((n * (n * n - 1)) / 12);

export const orderOfConvergence = reference(specification.orderOfConvergence, {
  halves: true,
  member: ({ e }) => e.reduce((sum, one, i) => sum + weightOf(e.length, i) * Math.log(one), 0) / Math.LN2,
  pullback: ({ e }, g) => ({ e: e.map((one, i) => (g * weightOf(e.length, i)) / (one * Math.LN2)) }),
});
