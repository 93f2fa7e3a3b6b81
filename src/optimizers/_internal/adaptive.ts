import type { AttributeValues } from '../../../spec/attribute.ts';
import type { Operation } from '../../../spec/operation.ts';
import type { adam } from '../../../spec/optimizers/adam.ts';
import type { Reference } from '../../_internal/pullbacks.ts';
import { type MembersOf, reference } from '../../_internal/reference.ts';

type Signature = (typeof adam)['signature'];
type Attributes = NonNullable<(typeof adam)['attributes']>;

/** Where weight decay goes: into the gradient (Adam) or straight into the parameter (AdamW). */
type Decay = 'coupled' | 'decoupled';

/** One step of Adam or AdamW. */
export const adaptive = (record: Operation<Signature, Attributes>, decay: Decay): Reference<Signature, Attributes> =>
  reference(record, {
    member(state, attributes) {
      const { learningRate, weightDecay, epsilon } = attributes;
      const { nextM, nextV, mHat, root } = moments(state, attributes, decay);
      const kept = decay === 'decoupled' ? 1 - learningRate * weightDecay : 1;
      return { nextParameter: kept * state.parameter - learningRate * (mHat / (root + epsilon)), nextM, nextV };
    },
    // With P, M, V the cotangents, r = sqrt(vHat), d = r + epsilon and e = learningRate:
    //   nextM gets A = M - e P / ((1 - beta1^t) d), nextV gets B = V + e P mHat / (2 r d^2 (1 - beta2^t)), without the
    //   second term where r = 0, and the slope (1 - beta1) A + 2 (1 - beta2) slope B.
    pullback(state, { nextParameter, nextM, nextV }, attributes) {
      const { learningRate, beta1, beta2, epsilon, weightDecay } = attributes;
      const { slope, mHat, root, unbias1, unbias2 } = moments(state, attributes, decay);
      const scaled = (learningRate * nextParameter) / (root + epsilon);
      const m = nextM - scaled / unbias1;
      const v = root === 0 ? nextV : nextV + (scaled * (mHat / (root + epsilon))) / (2 * root * unbias2);
      const gradient = (1 - beta1) * m + 2 * (1 - beta2) * slope * v;
      const parameter =
        decay === 'decoupled'
          ? (1 - learningRate * weightDecay) * nextParameter
          : nextParameter + weightDecay * gradient;
      return { parameter, gradient, m: beta1 * m, v: beta2 * v };
    },
  });

/** The moments after the step, the corrected first one, and the root of the corrected second one. */
function moments(
  { parameter, gradient, m, v }: MembersOf<typeof adam>,
  { step, beta1, beta2, weightDecay }: AttributeValues<Attributes>,
  decay: Decay,
) {
  const [unbias1, unbias2] = [1 - power(beta1, step), 1 - power(beta2, step)];
  const slope = decay === 'coupled' ? gradient + weightDecay * parameter : gradient;
  const nextM = beta1 * m + (1 - beta1) * slope;
  const nextV = beta2 * v + (1 - beta2) * (slope * slope);
  return { slope, nextM, nextV, mHat: nextM / unbias1, root: Math.sqrt(nextV / unbias2), unbias1, unbias2 };
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
