import { density, distribution } from './normalDistribution.ts';

/** By the normal distribution function, or by a hyperbolic tangent in its place. */
export type Form = 'none' | 'tanh';

const SCALE = Math.sqrt(2 / Math.PI);
const CUBIC = 0.044715;
/** From here on either form gives x, or 0, in double precision and less. */
const FAR = 40;

const tangentOf = (x: number): number => SCALE * (x + CUBIC * x * x * x);

/** The Gaussian error linear unit, x Phi(x). */
export function gelu(x: number, form: Form): number {
  if (Math.abs(x) > FAR) return x > 0 ? x : -0;
  return x * (form === 'tanh' ? (1 + Math.tanh(tangentOf(x))) / 2 : distribution(x));
}

/** Its derivative. */
export function geluSlope(x: number, form: Form): number {
  if (Math.abs(x) > FAR) return x > 0 ? 1 : 0;
  if (form !== 'tanh') return distribution(x) + x * density(x);
  const t = Math.tanh(tangentOf(x));
  return (1 + t + x * (1 - t) * (1 + t) * SCALE * (1 + 3 * CUBIC * x * x)) / 2;
}
