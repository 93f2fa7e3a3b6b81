/** What is known of the terms of a mean, all in units of u where it is an error. */
export interface Moments {
  readonly count: number;
  /** Largest distance between two computed terms, at least. */
  readonly range: number;
  /** Sum of their sizes, at least. */
  readonly sizes: number;
  /** Largest error of a term as it is used. */
  readonly errors: number;
  /** Error of their sum, in any order. */
  readonly sumError: number;
  /** Roundings of a division. */
  readonly division: number;
  readonly u: number;
  /** What a result below the normal range may lose. */
  readonly underflow: number;
}

/** Levels of a tree of halves. */
const levels = (count: number): number => Math.ceil(Math.log2(count));

/**
 * Error of a mean that is updated: m_k = m_{k-1} + (x_k - m_{k-1}) / k (Welford 1962), or halves merged by
 * m = m_a + (m_b - m_a) n_b / n (Chan, Golub and LeVeque 1979).
 *
 * An error of m_k has the weight k/n at the end. The last addition of step k errs by u |m_k|: sum k |m_k| / n is what a sum
 * errs, over n. The increment errs by a difference, a division and a product, each at most u range / k: that is
 * (division + 2) u range (1 - 1/n) in all, and over the levels of a tree of halves half of it a level.
 */
export function runningMeanError({ count, range, sumError, division, u, underflow }: Moments): number {
  const increments = (division + 2) * range * Math.max(1 - 1 / count, levels(count) / 2);
  return (1 + (count + 6) * u) * (sumError / count + increments) + count * underflow;
}

/**
 * Error of the sum of squared distances s about an updated mean: s_k = s_{k-1} + (x_k - m_{k-1}) (x_k - m_k), or merged by
 * s = s_a + s_b + (m_b - m_a)^2 n_a n_b / n.
 *
 * A partial mean errs by no more than the whole one and u sizes / n. The increments d_k sum to s, so that by Cauchy and
 * Schwarz the distances in them sum to at most sqrt(2 n s) on each side; in a tree of l levels, to sqrt(l n s). At most six
 * roundings an increment and n - 1 additions are left.
 */
export function runningSquaresError(moments: Moments, squares: number): number {
  const { count, sizes, errors, u } = moments;
  const mean = runningMeanError(moments) + sizes / count + errors;
  const distances = 2 * Math.sqrt(count * Math.max(2, levels(count)) * squares);
  return (1 + (count + 6) * u) * (mean * distances + (count + 6) * squares + count * u * mean ** 2);
}
