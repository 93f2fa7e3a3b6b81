/** -p ln p, 0 for p = 0; NaN stays. */
export const surprise = (p: number): number => (p > 0 ? -p * Math.log(p) : p);

/** d(-p ln p) / dp. */
export const surpriseSlope = (p: number): number => -1 - Math.log(p);

/** Nats in a unit. */
export const nats = (unit: string): number => (unit === 'bits' ? 1 / Math.LN2 : 1);

/** ln(p / q): by log1p where they are close, so that the quotient need not be rounded. */
export const logRatio = (p: number, q: number): number =>
  Math.abs(p - q) < q / 2 ? Math.log1p((p - q) / q) : Math.log(p) - Math.log(q);
