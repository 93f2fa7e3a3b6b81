import { sgd as specification } from '../../spec/optimizers/sgd.ts';
import { reference } from '../_internal/reference.ts';

export const sgd = reference(specification, {
  member({ parameter, gradient, velocity }, { learningRate, momentum, weightDecay, nesterov }) {
    const slope = gradient + weightDecay * parameter;
    const nextVelocity = momentum * velocity + slope;
    const direction = nesterov ? slope + momentum * nextVelocity : nextVelocity;
    return { nextParameter: parameter - learningRate * direction, nextVelocity };
  },
  // With P and V the cotangents of the results and e = learningRate: the velocity gets t = V - e P (nesterov: V - e momentum P),
  // and the slope s = t (nesterov: t - e P).
  pullback(_, { nextParameter, nextVelocity }, { learningRate, momentum, weightDecay, nesterov }) {
    const step = learningRate * nextParameter;
    const velocity = nextVelocity - (nesterov ? momentum * step : step);
    const slope = nesterov ? velocity - step : velocity;
    return { parameter: nextParameter + weightDecay * slope, gradient: slope, velocity: momentum * velocity };
  },
});
