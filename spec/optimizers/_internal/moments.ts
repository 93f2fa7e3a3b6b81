import type { Arithmetic } from '../../notation.ts';
import type { Element } from '../../operation.ts';

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
  const { add, sub, mul, div, sqrt, power, constant } = S;
  const { step, learningRate, beta1, beta2, epsilon } = attributes;
  const one = constant(1);
  const average = (beta: T, old: T, seen: T) => add(mul(beta, old), mul(sub(one, beta), seen));
  const corrected = (beta: T, value: T) => div(value, sub(one, power(beta, step)));
  const nextM = (...at: number[]) => average(constant(beta1), m(...at), slope(...at));
  const nextV = (...at: number[]) => average(constant(beta2), v(...at), mul(slope(...at), slope(...at)));
  return {
    nextM,
    nextV,
    update: (...at) => {
      const mHat = corrected(constant(beta1), nextM(...at));
      const vHat = corrected(constant(beta2), nextV(...at));
      return mul(constant(learningRate), div(mHat, add(sqrt(vHat), constant(epsilon))));
    },
  };
}
