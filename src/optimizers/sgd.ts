import type { Gradient, Implementation } from '../../spec/implementation.ts';
import type { sgd as specification } from '../../spec/optimizers/sgd.ts';
import { requireNonnegative } from '../_internal/attributes.ts';
import type { NdArray } from '../ndArray.ts';
import { elementwise } from './_internal/elements.ts';

const operation = 'optimizers.sgd';

interface Attributes {
  readonly learningRate: number;
  readonly momentum: number;
  readonly weightDecay: number;
}

export const sgd: Implementation<typeof specification, NdArray> = ({ parameter, gradient, velocity }, attributes) => {
  check(attributes);
  const { learningRate, momentum, weightDecay, nesterov } = attributes;
  return elementwise(
    operation,
    { parameter, gradient, velocity },
    ['nextParameter', 'nextVelocity'],
    ({ parameter, gradient, velocity }) => {
      const slope = gradient + weightDecay * parameter;
      const nextVelocity = momentum * velocity + slope;
      const direction = nesterov ? slope + momentum * nextVelocity : nextVelocity;
      return { nextParameter: parameter - learningRate * direction, nextVelocity };
    },
  );
};

// With P and V the cotangents of the results and e = learningRate: the velocity gets t = V - e P (nesterov: V - e momentum P),
// and the slope s = t (nesterov: t - e P).
export const sgdGradient: Gradient<typeof specification, NdArray> = (inputs, cotangents, attributes) => {
  check(attributes);
  const { learningRate, momentum, weightDecay, nesterov } = attributes;
  return elementwise(
    operation,
    { ...pick(inputs), ...cotangents },
    ['parameter', 'gradient', 'velocity'],
    ({ nextParameter, nextVelocity }) => {
      const step = learningRate * nextParameter;
      const velocity = nextVelocity - (nesterov ? momentum * step : step);
      const slope = nesterov ? velocity - step : velocity;
      return { parameter: nextParameter + weightDecay * slope, gradient: slope, velocity: momentum * velocity };
    },
  );
};

interface Inputs {
  readonly parameter: NdArray;
  readonly gradient: NdArray;
  readonly velocity: NdArray;
}

const pick = ({ parameter, gradient, velocity }: Inputs): Inputs => ({ parameter, gradient, velocity });

function check({ learningRate, momentum, weightDecay }: Attributes): void {
  requireNonnegative(`${operation}/R1`, 'learningRate', learningRate);
  requireNonnegative(`${operation}/R1`, 'momentum', momentum);
  requireNonnegative(`${operation}/R1`, 'weightDecay', weightDecay);
}
