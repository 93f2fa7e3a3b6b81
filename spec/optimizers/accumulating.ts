import type { Arithmetic } from '../notation.ts';
import { defineOperation } from '../operation.ts';
import type { Element } from '../shaped.ts';
import { duchiHazanSinger2011, pytorch } from '../sources.ts';

const atLeast0 = { kind: 'real', min: 0, max: Number.POSITIVE_INFINITY, clause: 'R1' } as const;

const common = {
  // Outside the root.
  epsilon: { ...atLeast0, default: 1e-10 },
  weightDecay: { ...atLeast0, default: 0 },
} as const;

/** g + weightDecay p. */
const slopeOf =
  <T>(parameter: Element<T>, gradient: Element<T>, { add, mul, constant }: Arithmetic<T>, decay: number): Element<T> =>
  (...at) =>
    add(gradient(...at), mul(constant(decay), parameter(...at)));

const clauses = {
  C1: 'from a sum of 0 the first step is rate g / (|g| + epsilon), the rate that of the first step, up to rounding',
  C2: 'scaling gradient and the root of what is accumulated by 2^k leaves the parameter as it is with epsilon 0, bitwise',
  C3: 'a gradient of 0 from rest moves nothing, and gives no NaN with epsilon > 0',
  C4: 'a learning rate of 0 leaves the parameter as it is, bitwise',
  C5: 'weight decay is L2: the step of gradient + weightDecay parameter without decay, bitwise where that sum is exact',
  C6: 'elements are independent: permuting all tensors alike permutes the results, within the bounds',
  C7: 'NaN in the gradient gives NaN in every result for a learning rate above 0, in that element alone',
};

export const adagrad = defineOperation({
  id: 'optimizers.adagrad',
  meaning:
    'One step of Adagrad: the gradient over the root of the sum of all squares so far; the learning rate falls as 1 / (1 + (step - 1) rateDecay).',
  signature: 'parameter[s*], gradient[s*], sum[s*] -> nextParameter[s*], nextSum[s*]',
  attributes: {
    // The number of the step now taken: 1 for the first.
    step: { kind: 'integer', min: 1, clause: 'R2' },
    learningRate: { ...atLeast0, default: 1e-2 },
    rateDecay: { ...atLeast0, default: 0 },
    ...common,
  },
  definition: ({ parameter, gradient, sum }, S, { step, learningRate, rateDecay, epsilon, weightDecay }) => {
    const { add, sub, mul, div, sqrt, constant } = S;
    const slope = slopeOf(parameter, gradient, S, weightDecay);
    const rate = div(constant(learningRate), add(constant(1), mul(constant(step - 1), constant(rateDecay))));
    const nextSum = (...at: number[]) => add(sum(...at), mul(slope(...at), slope(...at)));
    return {
      nextParameter: (...at) =>
        sub(parameter(...at), mul(rate, div(slope(...at), add(sqrt(nextSum(...at)), constant(epsilon))))),
      nextSum,
    };
  },
  state: { parameter: 'nextParameter', sum: 'nextSum' },
  // Where epsilon and the sum are 0 the step is 0 / 0; a factor that is 0 may be left out.
  special: 'undefined',
  rejects: {
    R1: 'learningRate, rateDecay, epsilon and weightDecay must be numbers; that they are at least 0 is a convention',
    R2: 'step must be an integer that is at least 1',
  },
  domain: { sum: 'nonnegative' },
  smooth: { sum: 'positive' },
  homogeneous: [
    { gradient: 1, sum: 2, epsilon: 1, weightDecay: 1, nextSum: 2 },
    { parameter: 1, learningRate: 1, weightDecay: -1, nextParameter: 1 },
  ],
  derivative: 'ofDefinition',
  kinks: 'where the sum is 0, its root counts as constant',
  clauses: { ...clauses, C8: 'a constant gradient of 1 from 0: step t is rate / (sqrt(t) + epsilon), up to rounding' },
  sources: [duchiHazanSinger2011('figure 1, diagonal'), pytorch('torch.optim.Adagrad')],
});

export const rmsprop = defineOperation({
  id: 'optimizers.rmsprop',
  meaning:
    'One step of RMSProp: the gradient over the root of an exponential average of its square, added to a velocity that does not contain the learning rate.',
  signature:
    'parameter[s*], gradient[s*], square[s*], velocity[s*] -> nextParameter[s*], nextSquare[s*], nextVelocity[s*]',
  attributes: {
    learningRate: { ...atLeast0, default: 1e-2 },
    alpha: { kind: 'real', min: 0, max: 1, open: true, default: 0.99, clause: 'R2' },
    momentum: { ...atLeast0, default: 0 },
    ...common,
  },
  definition: ({ parameter, gradient, square, velocity }, S, attributes) => {
    const { add, sub, mul, div, sqrt, constant, either } = S;
    const { learningRate, alpha, momentum, epsilon, weightDecay } = attributes;
    const slope = slopeOf(parameter, gradient, S, weightDecay);
    const kept = constant(alpha);
    const taken = sub(constant(1), kept);
    const nextSquare = (...at: number[]) => {
      const [old, seen] = [square(...at), mul(slope(...at), slope(...at))];
      // Interpolated from the old value, too: what 1 - alpha is rounded by counts beside a small alpha.
      return either(add(mul(kept, old), mul(taken, seen)), () => add(old, mul(taken, sub(seen, old))));
    };
    const nextVelocity = (...at: number[]) =>
      add(mul(constant(momentum), velocity(...at)), div(slope(...at), add(sqrt(nextSquare(...at)), constant(epsilon))));
    return {
      nextParameter: (...at) => sub(parameter(...at), mul(constant(learningRate), nextVelocity(...at))),
      nextSquare,
      nextVelocity,
    };
  },
  state: { parameter: 'nextParameter', square: 'nextSquare', velocity: 'nextVelocity' },
  // Where epsilon and the average are 0 the step is 0 / 0; a factor that is 0 may be left out.
  special: 'undefined',
  rejects: {
    R1: 'learningRate, momentum, epsilon and weightDecay must be numbers; that they are at least 0 is a convention',
    R2: 'alpha must be a number; that it is at least 0 and below 1 is a convention',
  },
  domain: { square: 'nonnegative' },
  smooth: { square: 'positive' },
  homogeneous: [
    { gradient: 1, square: 2, epsilon: 1, weightDecay: 1, nextSquare: 2 },
    { parameter: 1, learningRate: 1, weightDecay: -1, nextParameter: 1 },
  ],
  derivative: 'ofDefinition',
  kinks: 'where the average is 0, its root counts as constant',
  clauses: {
    ...clauses,
    C1: 'from an average of 0 the first step is learningRate g / (sqrt(1 - alpha) |g| + epsilon), up to rounding',
    C8: 'a constant gradient leads the average to its square: alpha^t times as far after t steps, exactly for alpha = 1/2 and integers',
  },
  sources: [pytorch('torch.optim.RMSprop, not centered')],
});
