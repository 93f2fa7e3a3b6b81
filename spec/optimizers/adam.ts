import { defineOperation } from '../operation.ts';
import { kingmaBa2015, pytorch } from '../sources.ts';
import { moments } from './_internal/moments.ts';

export const adam = defineOperation({
  id: 'optimizers.adam',
  meaning: 'One step of Adam; weight decay is L2: it is added to the gradient, before the moments.',
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
    const decay = S.constant(attributes.weightDecay);
    const slope = (...at: number[]) => S.add(gradient(...at), S.mul(decay, parameter(...at)));
    const { nextM, nextV, update } = moments(slope, m, v, S, attributes);
    return { nextParameter: (...at) => S.sub(parameter(...at), update(...at)), nextM, nextV };
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
    { gradient: 1, m: 1, v: 2, epsilon: 1, weightDecay: 1, nextM: 1, nextV: 2 },
    { parameter: 1, learningRate: 1, weightDecay: -1, nextParameter: 1 },
  ],
  derivative: 'ofDefinition',
  kinks: 'where vHat = 0, its root counts as constant',
  clauses: {
    C1: 'from zero moments, the first step is learningRate g / (|g| + epsilon), up to rounding',
    C2: 'scaling every gradient by 2^k leaves the trajectory as it is with epsilon 0, bitwise',
    C3: 'a gradient of 0 from zero moments moves nothing, and gives no NaN with epsilon > 0',
    C4: 'a learning rate of 0 leaves the parameter as it is, bitwise',
    C5: 'nextV >= 0, whatever the gradient',
    C6: 'weight decay is L2: the step of gradient + weightDecay parameter without decay, bitwise where that sum is exact',
    C7: 'elements are independent: permuting all tensors alike permutes the results, within the bounds',
    C8: 'a constant gradient from zero moments gives the same step every time, up to rounding',
    C9: 'NaN in the gradient gives NaN in every result for a learning rate above 0, in that element alone',
  },
  sources: [kingmaBa2015('algorithm 1'), pytorch('torch.optim.Adam')],
});
