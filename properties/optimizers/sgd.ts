import fc from 'fast-check';
import { sgd } from '../../spec/optimizers/sgd.ts';
import type { Tensor } from '../../spec/tensor.ts';
import { beside } from '../generators/beside.ts';
import { dealt } from '../generators/dealt.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law, type Subject } from '../law.ts';
import { closedForm, metamorphic } from '../metamorphic.ts';
import { identical } from '../verbs/compare.ts';
import { map, minus, scaled, times, zeros, zipped } from '../verbs/tensors.ts';
import {
  dyadicDecays,
  dyadicMomenta,
  dyadicRates,
  passesNaNOn,
  restsAtRateZero,
  treatsElementsAlike,
} from './_internal/elements.ts';

const states = (context: Context) =>
  tensors(context, { parameter: 'm n', gradient: 'm n', velocity: 'm n' }, { most: 3 });

/** Parameter and velocity after some steps from rest, by the gradient at each parameter. */
async function descended(
  on: Subject,
  start: Tensor,
  steps: number,
  attributes: { readonly learningRate: number; readonly momentum?: number },
  gradientAt: (parameter: Tensor) => Tensor,
): Promise<readonly [parameter: Tensor, velocity: Tensor]> {
  let [parameter, velocity] = [start, zeros(start)];
  for (let step = 0; step < steps; step++) {
    const next = await on(sgd, { parameter, gradient: gradientAt(parameter), velocity }, attributes);
    [parameter, velocity] = [next.nextParameter, next.nextVelocity];
  }
  return [parameter, velocity];
}

export const laws: readonly Law[] = [
  closedForm(sgd, 'C1', {
    cases: (context) => beside(states(context), { learningRate: dyadicRates }),
    result: ({ parameter, gradient, learningRate }) => ({
      nextParameter: minus(parameter, scaled(gradient, learningRate)),
      nextVelocity: gradient,
    }),
  }),
  law(sgd, 'C2', {
    // The quadratic sum of h (x - c)^2 / 2 with curvatures h and its minimum at c.
    cases: (context) =>
      beside(tensors(context, { start: 'n', minimum: 'n', curvature: 'n' }, { most: 4 }), {
        learningRate: fc.constantFrom(0.25, 0.5, 0.125),
        steps: fc.integer({ min: 1, max: 4 }),
      }),
    check: async (on, { start, minimum, curvature, learningRate, steps }) => {
      const slopeAt = (parameter: Tensor) => times(minus(parameter, minimum), curvature);
      const [parameter] = await descended(on, start, steps, { learningRate }, slopeAt);
      const shrinking = map(curvature, (h) => (1 - learningRate * h) ** steps);
      const shrunk = times(minus(start, minimum), shrinking);
      return [identical(minus(parameter, minimum), shrunk, `error after ${steps} steps`)];
    },
  }),
  restsAtRateZero(sgd, 'C3'),
  metamorphic(sgd, 'C4', {
    hint: 'the decay is applied to the parameter beside the step, or with the learning rate twice',
    cases: (context) =>
      beside(states(context), {
        learningRate: dyadicRates,
        weightDecay: dyadicDecays,
        momentum: dyadicMomenta,
        nesterov: dealt([false, true]),
      }),
    to: ({ parameter, gradient, weightDecay }) => ({
      gradient: zipped(gradient, parameter, (g, p) => g + weightDecay * p),
      weightDecay: 0,
    }),
  }),
  law(sgd, 'C5', {
    hint: 'the gradient enters the velocity with a factor 1 - momentum',
    cases: (context) =>
      beside(states(context), {
        learningRate: dyadicRates,
        momentum: dyadicMomenta,
        steps: fc.integer({ min: 1, max: 5 }),
      }),
    check: async (on, { parameter: start, gradient, learningRate, momentum, steps }) => {
      const [parameter, velocity] = await descended(on, start, steps, { learningRate, momentum }, () => gradient);
      // (1 - momentum^t) / (1 - momentum), the geometric sum.
      const speeds = Array.from({ length: steps }, (_, at) => (1 - momentum ** (at + 1)) / (1 - momentum));
      const travelled = speeds.reduce((sum, speed) => sum + speed, 0);
      return [
        identical(velocity, scaled(gradient, speeds.at(-1) ?? 0), `velocity after ${steps} steps`),
        identical(
          parameter,
          minus(start, scaled(gradient, learningRate * travelled)),
          `parameter after ${steps} steps`,
        ),
      ];
    },
  }),
  closedForm(sgd, 'C6', {
    cases: (context) =>
      beside(states(context), {
        learningRate: dyadicRates,
        momentum: dyadicMomenta,
        weightDecay: fc.constantFrom(0, 0.5, 0.25),
        nesterov: fc.constant(true),
      }),
    result: ({ parameter, gradient, velocity, learningRate, momentum, weightDecay }) => {
      const slope = zipped(gradient, parameter, (g, p) => g + weightDecay * p);
      const speed = zipped(velocity, slope, (v, s) => momentum * v + s);
      const direction = zipped(slope, speed, (s, v) => s + momentum * v);
      return { nextParameter: minus(parameter, scaled(direction, learningRate)), nextVelocity: speed };
    },
  }),
  treatsElementsAlike(sgd, 'C7'),
  closedForm(sgd, 'C8', {
    cases: (context) => beside(states(context), { learningRate: dyadicRates, momentum: dyadicMomenta }),
    from: (given) => ({ ...given, gradient: zeros(given.gradient) }),
    result: ({ parameter, velocity, learningRate, momentum }) => ({
      nextParameter: minus(parameter, scaled(velocity, learningRate * momentum)),
    }),
  }),
  passesNaNOn(sgd, 'C9'),
];
