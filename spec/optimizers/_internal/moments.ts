import type { Arithmetic } from '../../notation.ts';
import type { Element } from '../../shaped.ts';

/** What Adam and AdamW have in common: the attributes of a step. */
export interface Step {
  readonly step: number;
  readonly learningRate: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
}

interface Moments<T> {
  readonly nextM: Element<T>;
  readonly nextV: Element<T>;
  /** learningRate mHat / (sqrt(vHat) + epsilon): what is subtracted from the parameter. */
  readonly update: Element<T>;
}

/**
 * Exponential averages of a slope and of its square, and the step that their bias-corrected values give:
 * mHat = m / (1 - beta1^t), vHat = v / (1 - beta2^t).
 */
export function moments<T>(
  slope: Element<T>,
  m: Element<T>,
  v: Element<T>,
  S: Arithmetic<T>,
  attributes: Step,
): Moments<T> {
  const { add, sub, mul, div, sqrt, power, constant, either } = S;
  const { step, learningRate, beta1, beta2, epsilon } = attributes;
  const one = constant(1);
  // Interpolated from the old value, too, as torch.lerp does: what 1 - beta is rounded by counts beside a small beta.
  const average = (beta: T, old: T, seen: T) => {
    const taken = sub(one, beta);
    return either(add(mul(beta, old), mul(taken, seen)), () => add(old, mul(taken, sub(seen, old))));
  };
  const corrected = (beta: T, value: T) => div(value, sub(one, power(beta, step)));
  const nextM = (...at: number[]) => average(constant(beta1), m(...at), slope(...at));
  const nextV = (...at: number[]) => average(constant(beta2), v(...at), mul(slope(...at), slope(...at)));
  return {
    nextM,
    nextV,
    update: (...at) => {
      const [mean, square] = [nextM(...at), nextV(...at)];
      const mHat = corrected(constant(beta1), mean);
      const vHat = corrected(constant(beta2), square);
      const rate = constant(learningRate);
      // One rate for both corrections, as section 2 of the paper has it, multiplies m before it divides.
      const oneRate = () => {
        const root = sqrt(sub(one, power(constant(beta2), step)));
        const both = div(mul(rate, root), sub(one, power(constant(beta1), step)));
        return div(mul(both, mean), add(sqrt(square), mul(constant(epsilon), root)));
      };
      return either(mul(rate, div(mHat, add(sqrt(vHat), constant(epsilon)))), oneRate);
    },
  };
}
