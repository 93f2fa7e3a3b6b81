import { defineOperation } from '../operation.ts';
import { nesterov1983, polyak1964, pytorch } from '../sources.ts';

export const sgd = defineOperation({
  id: 'optimizers.sgd',
  meaning:
    'One step of gradient descent with momentum, in the form where the velocity does not contain the learning rate.',
  signature: 'parameter[s*], gradient[s*], velocity[s*] -> nextParameter[s*], nextVelocity[s*]',
  attributes: {
    learningRate: { kind: 'real', min: 0, max: Number.POSITIVE_INFINITY, clause: 'R1' },
    momentum: { kind: 'real', min: 0, max: Number.POSITIVE_INFINITY, default: 0, clause: 'R1' },
    weightDecay: { kind: 'real', min: 0, max: Number.POSITIVE_INFINITY, default: 0, clause: 'R1' },
    nesterov: { kind: 'boolean', default: false },
  },
  definition: ({ parameter, gradient, velocity }, { add, sub, mul, constant }, attributes) => {
    const [rate, momentum] = [constant(attributes.learningRate), constant(attributes.momentum)];
    const decay = constant(attributes.weightDecay);
    const slope = (...at: number[]) => add(gradient(...at), mul(decay, parameter(...at)));
    const nextVelocity = (...at: number[]) => add(mul(momentum, velocity(...at)), slope(...at));
    const direction = (...at: number[]) =>
      attributes.nesterov ? add(slope(...at), mul(momentum, nextVelocity(...at))) : nextVelocity(...at);
    return {
      nextParameter: (...at) => sub(parameter(...at), mul(rate, direction(...at))),
      nextVelocity,
    };
  },
  state: { parameter: 'nextParameter', velocity: 'nextVelocity' },
  freedom: 'nesterov with momentum 0 may be refused',
  // A factor that is 0 may be left out, so that NaN and infinities need not reach every result; C9 says where they must.
  special: 'undefined',
  rejects: { R1: 'learningRate, momentum and weightDecay must be numbers; that they are at least 0 is a convention' },
  compatible: (attributes) => (attributes.momentum === 0 ? { ...attributes, nesterov: false } : attributes),
  homogeneous: [
    { parameter: 1, gradient: 1, velocity: 1, nextParameter: 1, nextVelocity: 1 },
    { gradient: 1, velocity: 1, weightDecay: 1, learningRate: -1, nextVelocity: 1 },
    { parameter: 1, learningRate: 1, weightDecay: -1, nextParameter: 1 },
  ],
  derivative: (_, { nextParameter: p, nextVelocity: v }, { add, sub, mul, constant }, attributes) => {
    const [rate, momentum] = [constant(attributes.learningRate), constant(attributes.momentum)];
    const direction = (...at: number[]) => mul(rate, p(...at));
    const ofVelocity = (...at: number[]) =>
      sub(v(...at), attributes.nesterov ? mul(momentum, direction(...at)) : direction(...at));
    const ofSlope = (...at: number[]) =>
      attributes.nesterov ? sub(ofVelocity(...at), direction(...at)) : ofVelocity(...at);
    return {
      parameter: (...at) => add(p(...at), mul(constant(attributes.weightDecay), ofSlope(...at))),
      gradient: ofSlope,
      velocity: (...at) => mul(momentum, ofVelocity(...at)),
    };
  },
  clauses: {
    C1: 'momentum 0 and decay 0: nextParameter = parameter - learningRate gradient, and nextVelocity = gradient, bitwise',
    C2: 'on a quadratic with dyadic data, t steps without momentum multiply the error by (1 - learningRate curvature)^t',
    C3: 'a learning rate of 0 leaves the parameter as it is, bitwise',
    C4: 'decay is the gradient of (weightDecay / 2) ||parameter||^2, added to the gradient',
    C5: 'a constant gradient drives the velocity to gradient / (1 - momentum)',
    C6: 'nesterov looks ahead: the step is learningRate (slope + momentum nextVelocity)',
    C7: 'elements are independent: permuting all tensors alike permutes the results, within the bounds',
    C8: 'zero gradient keeps coasting: the step is learningRate momentum velocity',
    C9: 'NaN in the gradient gives NaN in parameter and velocity for a learning rate above 0, in that element alone',
  },
  sources: [polyak1964('heavy ball method'), nesterov1983('accelerated gradient method'), pytorch('torch.optim.SGD')],
});
