import { defineOperation } from '../operation.ts';
import { loshchilovHutter2019, pytorch } from '../sources.ts';
import { moments } from './_internal/moments.ts';

export const adamw = defineOperation({
  id: 'optimizers.adamw',
  meaning:
    'One step of AdamW: Adam whose weight decay is decoupled; the parameter shrinks by 1 - learningRate weightDecay.',
  signature: 'parameter[s*], gradient[s*], m[s*], v[s*] -> nextParameter[s*], nextM[s*], nextV[s*]',
  attributes: {
    // The number of the step now taken: 1 for the first.
    step: { kind: 'integer', min: 1, clause: 'R1' },
    learningRate: { kind: 'real', min: 0, max: Number.POSITIVE_INFINITY, default: 1e-3, clause: 'R3' },
    beta1: { kind: 'real', min: 0, max: 1, open: true, default: 0.9, clause: 'R2' },
    beta2: { kind: 'real', min: 0, max: 1, open: true, default: 0.999, clause: 'R2' },
    // Outside the root, after the bias correction.
    epsilon: { kind: 'real', min: 0, max: Number.POSITIVE_INFINITY, default: 1e-8, clause: 'R3' },
    weightDecay: { kind: 'real', min: 0, max: Number.POSITIVE_INFINITY, default: 0, clause: 'R3' },
  },
  definition: ({ parameter, gradient, m, v }, S, attributes) => {
    const { sub, mul, constant } = S;
    const { nextM, nextV, update } = moments(gradient, m, v, S, attributes);
    const kept = sub(constant(1), mul(constant(attributes.learningRate), constant(attributes.weightDecay)));
    return {
      nextParameter: (...at) => sub(mul(kept, parameter(...at)), update(...at)),
      nextM,
      nextV,
    };
  },
  state: { parameter: 'nextParameter', m: 'nextM', v: 'nextV' },
  // Where epsilon and vHat are 0 the step is 0 / 0; a factor that is 0 may be left out.
  special: 'undefined',
  rejects: {
    R1: 'step must be an integer that is at least 1',
    R2: 'beta1 and beta2 must be numbers; that they are at least 0 and below 1 is a convention',
    R3: 'learningRate, epsilon and weightDecay must be numbers; that they are at least 0 is a convention',
  },
  domain: { v: 'nonnegative' },
  smooth: { v: 'positive' },
  homogeneous: [
    { gradient: 1, m: 1, v: 2, epsilon: 1, nextM: 1, nextV: 2 },
    { parameter: 1, learningRate: 1, weightDecay: -1, nextParameter: 1 },
  ],
  derivative: 'ofDefinition',
  kinks: 'where vHat = 0, its root counts as constant',
  clauses: {
    C1: 'weightDecay 0 is Adam without decay, within its bound',
    C2: 'a gradient of 0 from zero moments multiplies the parameter by 1 - learningRate weightDecay, up to rounding',
    C3: 'the decay does not enter the moments: nextM and nextV do not depend on parameter or weightDecay, bitwise',
    C4: 'scaling every gradient by 2^k leaves the trajectory as it is with epsilon 0, bitwise',
    C5: 'a learning rate of 0 leaves the parameter as it is, bitwise',
    C6: 'differs from Adam with the same weightDecay wherever the two definitions are further apart than rounding',
    C7: 'elements are independent: permuting all tensors alike permutes the results, within the bounds',
    C8: 'NaN in the gradient gives NaN in every result for a learning rate above 0, in that element alone',
  },
  sources: [loshchilovHutter2019('algorithm 2'), pytorch('torch.optim.AdamW')],
});
