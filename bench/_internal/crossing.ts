/** How much faster the second of two ways is at a size. */
export interface Comparison {
  readonly size: number;
  readonly ratio: number;
}

export interface Crossing {
  /** The largest size up to which the second way is never faster; 0 if it is at the smallest. */
  readonly below: number;
  /** The smallest size from which the second way is never slower; Infinity if it is at the largest. */
  readonly above: number;
  /** The size from which on to take the second way, so that the product of all slow-downs is least. */
  readonly best: number;
}

/** Where the second way overtakes the first. Cases of one size count as they are. */
export function crossing(cases: readonly Comparison[]): Crossing {
  const sizes = [...new Set(cases.map(({ size }) => size))].sort((x, y) => x - y);
  const at = (wanted: number): number[] => cases.filter(({ size }) => size === wanted).map(({ ratio }) => ratio);
  const firstFaster = sizes.findIndex((size) => at(size).some((ratio) => !(ratio <= 1)));
  const lastSlower = sizes.findLastIndex((size) => at(size).some((ratio) => !(ratio >= 1)));
  const below = firstFaster === -1 ? sizes.at(-1) : sizes[firstFaster - 1];
  const thresholds = [...sizes, Number.POSITIVE_INFINITY];
  const losses = thresholds.map((threshold) => loss(cases, threshold));
  const best = thresholds[losses.indexOf(Math.min(...losses))];
  return { below: below ?? 0, above: thresholds[lastSlower + 1] ?? Number.POSITIVE_INFINITY, best: best ?? 0 };
}

/** The sum of the logarithms of what is lost where the slower way is taken. */
const loss = (cases: readonly Comparison[], threshold: number): number =>
  cases.reduce((sum, { size, ratio }) => sum + Math.max(0, size >= threshold ? -Math.log(ratio) : Math.log(ratio)), 0);
