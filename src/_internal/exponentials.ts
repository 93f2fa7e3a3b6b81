import { total } from './rows.ts';

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
