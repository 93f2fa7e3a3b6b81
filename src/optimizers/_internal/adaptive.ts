import { requireInteger, requireNonnegative } from '../../_internal/attributes.ts';
import type { NdArray } from '../../ndArray.ts';
import { elementwise } from './elements.ts';

export interface AdaptiveAttributes {
  readonly step: number;
  readonly learningRate: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  readonly weightDecay: number;
}

export interface AdaptiveInputs {
  readonly parameter: NdArray;
  readonly gradient: NdArray;
  readonly m: NdArray;
  readonly v: NdArray;
}

export interface AdaptiveOutputs {
  readonly nextParameter: NdArray;
  readonly nextM: NdArray;
  readonly nextV: NdArray;
}

/** Where weight decay goes: into the gradient (Adam) or straight into the parameter (AdamW). */
export type Decay = 'coupled' | 'decoupled';

type Elements = { readonly [K in keyof AdaptiveInputs]: number };

/** One step of Adam or AdamW. Throws RangeError that quotes R1 to R3 for attributes outside their domains. */
export function adaptiveStep(
  operation: string,
  inputs: AdaptiveInputs,
  attributes: AdaptiveAttributes,
  decay: Decay,
): AdaptiveOutputs {
  check(operation, attributes);
  const { learningRate, weightDecay, epsilon } = attributes;
  const kept = decay === 'decoupled' ? 1 - learningRate * weightDecay : 1;
  const moments = momentsFor(attributes, decay);
  return elementwise(operation, pick(inputs), ['nextParameter', 'nextM', 'nextV'], (element) => {
    const { nextM, nextV, mHat, root } = moments(element);
    return { nextParameter: kept * element.parameter - learningRate * (mHat / (root + epsilon)), nextM, nextV };
  });
}

// With P, M, V the cotangents, r = sqrt(vHat), d = r + epsilon and e = learningRate:
//   nextM gets A = M - e P / ((1 - beta1^t) d), nextV gets B = V + e P mHat / (2 r d^2 (1 - beta2^t)), without the
//   second term where r = 0, and the slope (1 - beta1) A + 2 (1 - beta2) slope B.
export function adaptiveGradient(
  operation: string,
  inputs: AdaptiveInputs,
  cotangents: AdaptiveOutputs,
  attributes: AdaptiveAttributes,
  decay: Decay,
): AdaptiveInputs {
  check(operation, attributes);
  const { step, learningRate, beta1, beta2, epsilon, weightDecay } = attributes;
  const [unbias1, unbias2] = [1 - power(beta1, step), 1 - power(beta2, step)];
  const moments = momentsFor(attributes, decay);
  return elementwise(operation, { ...pick(inputs), ...cotangents }, ['parameter', 'gradient', 'm', 'v'], (element) => {
    const { nextParameter, nextM, nextV } = element;
    const { slope, mHat, root } = moments(element);
    const scaled = (learningRate * nextParameter) / (root + epsilon);
    const m = nextM - scaled / unbias1;
    const v = root === 0 ? nextV : nextV + (scaled * (mHat / (root + epsilon))) / (2 * root * unbias2);
    const gradient = (1 - beta1) * m + 2 * (1 - beta2) * slope * v;
    const parameter =
      decay === 'decoupled' ? (1 - learningRate * weightDecay) * nextParameter : nextParameter + weightDecay * gradient;
    return { parameter, gradient, m: beta1 * m, v: beta2 * v };
  });
}

/** The moments after the step, the corrected first one, and the root of the corrected second one. */
function momentsFor({ step, beta1, beta2, weightDecay }: AdaptiveAttributes, decay: Decay) {
  const [unbias1, unbias2] = [1 - power(beta1, step), 1 - power(beta2, step)];
  return ({ parameter, gradient, m, v }: Elements) => {
    const slope = decay === 'coupled' ? gradient + weightDecay * parameter : gradient;
    const nextM = beta1 * m + (1 - beta1) * slope;
    const nextV = beta2 * v + (1 - beta2) * (slope * slope);
    return { slope, nextM, nextV, mHat: nextM / unbias1, root: Math.sqrt(nextV / unbias2) };
  };
}

/** base^exponent by squaring: unlike Math.pow, its error is bounded on every engine, by (exponent - 1) u to first order. */
function power(base: number, exponent: number): number {
  let [result, square] = [1, base];
  for (let rest = exponent; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result *= square;
    square *= square;
  }
  return result;
}

const pick = ({ parameter, gradient, m, v }: AdaptiveInputs): AdaptiveInputs => ({ parameter, gradient, m, v });

function check(operation: string, attributes: AdaptiveAttributes): void {
  requireInteger(`${operation}/R1`, 'step', attributes.step, 1);
  requireNonnegative(`${operation}/R2`, 'beta1', attributes.beta1, 1);
  requireNonnegative(`${operation}/R2`, 'beta2', attributes.beta2, 1);
  requireNonnegative(`${operation}/R3`, 'learningRate', attributes.learningRate);
  requireNonnegative(`${operation}/R3`, 'epsilon', attributes.epsilon);
  requireNonnegative(`${operation}/R3`, 'weightDecay', attributes.weightDecay);
}
