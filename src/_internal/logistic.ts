/** 1 / (1 + e^-x), to all digits where it is small. */
export function logistic(x: number): number {
  if (x < 0) {
    const power = Math.exp(x);
    return power / (1 + power);
  }
  return 1 / (1 + Math.exp(-x));
}

/** The slope of the logistic function: s(x) s(-x), of which neither cancels. */
export const logisticSlope = (x: number): number => logistic(x) * logistic(-x);

/** log(1 + e^x), to all digits where it is small. */
export const softplus = (x: number): number => (x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x)));
