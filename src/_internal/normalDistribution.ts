/** The density of the normal distribution: of the square only the part is rounded that is small beside 1. */
export function density(x: number): number {
  const high = Math.fround(x);
  const rest = (x - high) * (x + high);
  return (Math.exp(-(high * high) / 2) * Math.exp(-rest / 2)) / Math.sqrt(2 * Math.PI);
}

const STEP = 1 / 2;
/** e^-(n h)^2 for n from 1 until it is less than an ulp. */
const WEIGHTS = Array.from({ length: 12 }, (_, at) => Math.exp(-(((at + 1) * STEP) ** 2)));

/**
 * The normal distribution function Phi(x) = erfc(-x / sqrt 2) / 2, to all digits at either end.
 *
 * Beside 0 it is 1/2 + phi(x) (x + x^3 / 3 + x^5 / (3 5) + ..). Far below, with z^2 = x^2 / 2, erfc z = e^-z^2 z / pi times the integral
 * of e^-t^2 / (t^2 + z^2), which the trapezoidal rule gives up to e^-(pi / h)^2 when its poles at i z and -i z
 * are accounted for, as long as z < pi / h.
 */
export function distribution(x: number): number {
  if (x > 0) return 1 - distribution(-x);
  if (x > -0.5) {
    let [term, sum] = [x, x];
    for (let n = 3; sum + term !== sum || n === 3; n += 2) {
      term *= (x * x) / n;
      sum += term;
    }
    return 0.5 + density(x) * sum;
  }
  const [square, z] = [(x * x) / 2, -x / Math.SQRT2];
  if (!(square < Number.POSITIVE_INFINITY)) return Number.isNaN(x) ? x : 0;
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight / (((at + 1) * STEP) ** 2 + square), 0.5 / square);
  const pole = z < Math.PI / STEP ? 1 / Math.expm1((2 * Math.PI * z) / STEP) : 0;
  return (density(x) * STEP * z * sum * Math.sqrt(2 * Math.PI)) / Math.PI - pole;
}
