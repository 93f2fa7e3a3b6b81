import { inner, total } from './rows.ts';

/** Position of the first largest entry; of a NaN, where there is one. */
export function argmax(row: Float64Array): number {
  const nan = row.findIndex(Number.isNaN);
  if (nan >= 0) return nan;
  return row.reduce((best, value, at) => (value > (row[best] as number) ? at : best), 0);
}

/** exp(x_i - m) / sum_j exp(x_j - m), m the largest entry. Where m is infinite, every entry is NaN. */
export function softmaxRow(row: Float64Array): Float64Array {
  if (row.length === 0) return row;
  const largest = row[argmax(row)] as number;
  const exponentials = row.map((value) => Math.exp(value - largest));
  const sum = total(exponentials);
  return exponentials.map((value) => value / sum);
}

/**
 * The pullback of g at y = softmax(x): y (h - <h, y>) for h = g - g_k with any k, since J = diag(y) - y y^T and J 1 = 0.
 *
 * With k the largest entry of y, the term that cancels where y_k is nearly 1 is exactly 0, and a constant g gives exactly 0.
 */
export function softmaxPullback(y: Float64Array, g: Float64Array): Float64Array {
  const offset = g[argmax(y)] ?? 0;
  const h = g.map((value) => value - offset);
  const mean = inner(h, y);
  return y.map((value, i) => value * ((h[i] as number) - mean));
}

/**
 * The largest entry m and log sum_j exp(x_j - m) of a row that is not empty; their sum is the log-sum-exp.
 *
 * The largest term is exp(0) = 1: log(1 + rest) keeps a rest of any size. Where m is infinite, the second part is NaN.
 */
export function logSumExpParts(row: Float64Array): { largest: number; logarithm: number } {
  const at = argmax(row);
  const largest = row[at] as number;
  const rest = row.reduce((sum, value, j) => (j === at ? sum : sum + Math.exp(value - largest)), 0);
  return { largest, logarithm: Math.log1p(rest + (largest - largest)) };
}
