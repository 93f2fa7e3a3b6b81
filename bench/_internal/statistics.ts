/** The middle of values, and how far they spread: the first and the third quartile. */
export interface Spread {
  readonly median: number;
  readonly lower: number;
  readonly upper: number;
}

/** Quantile by linear interpolation between order statistics (Hyndman and Fan 1996, type 7); NaN of nothing, and of any NaN. */
export function quantile(values: readonly number[], probability: number): number {
  if (values.length === 0 || values.some(Number.isNaN)) return Number.NaN;
  const sorted = values.toSorted((x, y) => x - y);
  const position = probability * (sorted.length - 1);
  const below = Math.floor(position);
  const low = sorted[below] as number;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] as number;
  return low + (position - below) * (high - low);
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

export const spreadOf = (values: readonly number[]): Spread => ({
  median: median(values),
  lower: quantile(values, 0.25),
  upper: quantile(values, 0.75),
});

/**
 * The interval of two order statistics that covers the true median with probability at least 1 - risk, whatever the
 * distribution: the sign test turned around (Conover 1999, section 3.2). Everything where there are too few values.
 */
export function medianInterval(values: readonly number[], risk: number): readonly [low: number, high: number] {
  const n = values.length;
  if (values.some(Number.isNaN)) return [Number.NaN, Number.NaN];
  const sorted = values.toSorted((x, y) => x - y);
  // P(fewer than k of n values lie below the median), times two for both ends.
  let tail = 2 * 0.5 ** n;
  let term = tail;
  let k = 0;
  while (tail <= risk && k < n / 2) {
    k += 1;
    term *= (n - k + 1) / k;
    tail += term;
  }
  if (k === 0) return [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  return [sorted[k - 1] as number, sorted[n - k] as number];
}
