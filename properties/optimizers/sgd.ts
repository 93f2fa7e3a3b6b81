import fc from 'fast-check';
import { sgd } from '../../spec/optimizers/sgd.ts';
import type { Tensor } from '../../spec/tensor.ts';
import { dealt } from '../generators/dealt.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law } from '../law.ts';
import { identical } from '../verbs/compare.ts';
import { filled, map } from '../verbs/tensors.ts';
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

/** f(x_i, y_i) for every element: exact on dyadic data. */
const combined = (x: Tensor, y: Tensor, f: (a: number, b: number) => number): Tensor =>
  map(x, (value, position) => f(value, y.data[position] ?? Number.NaN));

export const laws: readonly Law[] = [
  law(sgd, 'C1', {
    cases: (context) => fc.record({ state: states(context), rate: dyadicRates }),
    check: async (on, { state, rate }) => {
      const { parameter, gradient } = state;
      const { nextParameter, nextVelocity } = await on(sgd, state, { learningRate: rate });
      return [
        identical(
          nextParameter,
          combined(parameter, gradient, (p, g) => p - rate * g),
          'nextParameter',
        ),
        identical(nextVelocity, gradient, 'nextVelocity'),
      ];
    },
  }),
  law(sgd, 'C2', {
    // The quadratic sum of h (x - c)^2 / 2 with curvatures h and its minimum at c.
    cases: (context) =>
      fc.record({
        base: tensors(context, { start: 'n', minimum: 'n', curvature: 'n' }, { most: 4 }),
        rate: fc.constantFrom(0.25, 0.5, 0.125),
        steps: fc.integer({ min: 1, max: 4 }),
      }),
    check: async (on, { base: { start, minimum, curvature }, rate, steps }) => {
      let parameter = start;
      let velocity = filled(start, start.shape, 0);
      for (let step = 0; step < steps; step++) {
        const distance = combined(parameter, minimum, (x, c) => x - c);
        const gradient = combined(distance, curvature, (x, h) => x * h);
        const next = await on(sgd, { parameter, gradient, velocity }, { learningRate: rate });
        [parameter, velocity] = [next.nextParameter, next.nextVelocity];
      }
      const shrunk = combined(
        combined(start, minimum, (x, c) => x - c),
        map(curvature, (h) => (1 - rate * h) ** steps),
        (error, factor) => error * factor,
      );
      return [
        identical(
          combined(parameter, minimum, (x, c) => x - c),
          shrunk,
          `error after ${steps} steps`,
        ),
      ];
    },
  }),
  restsAtRateZero(sgd, 'C3'),
  law(sgd, 'C4', {
    hint: 'the decay is applied to the parameter beside the step, or with the learning rate twice',
    cases: (context) =>
      fc.record({
        state: states(context),
        learningRate: dyadicRates,
        weightDecay: dyadicDecays,
        momentum: dyadicMomenta,
        nesterov: dealt([false, true]),
      }),
    check: async (on, { state, weightDecay, ...rest }) => {
      const gradient = combined(state.gradient, state.parameter, (g, p) => g + weightDecay * p);
      const [decayed, added] = await Promise.all([
        on(sgd, state, { ...rest, weightDecay }),
        on(sgd, { ...state, gradient }, rest),
      ]);
      return [
        identical(decayed.nextParameter, added.nextParameter, 'nextParameter'),
        identical(decayed.nextVelocity, added.nextVelocity, 'nextVelocity'),
      ];
    },
  }),
  law(sgd, 'C5', {
    hint: 'the gradient enters the velocity with a factor 1 - momentum',
    cases: (context) =>
      fc.record({
        state: states(context),
        learningRate: dyadicRates,
        momentum: dyadicMomenta,
        steps: fc.integer({ min: 1, max: 5 }),
      }),
    check: async (on, { state: { parameter, gradient }, learningRate, momentum, steps }) => {
      let [position, velocity] = [parameter, filled(parameter, parameter.shape, 0)];
      let travelled = 0;
      let speed = 0;
      for (let step = 0; step < steps; step++) {
        const next = await on(sgd, { parameter: position, gradient, velocity }, { learningRate, momentum });
        [position, velocity] = [next.nextParameter, next.nextVelocity];
        // (1 - momentum^t) / (1 - momentum), the geometric sum.
        speed = momentum * speed + 1;
        travelled += speed;
      }
      return [
        identical(
          velocity,
          map(gradient, (g) => g * speed),
          `velocity after ${steps} steps`,
        ),
        identical(
          position,
          combined(parameter, gradient, (p, g) => p - learningRate * travelled * g),
          `parameter after ${steps} steps`,
        ),
      ];
    },
  }),
  law(sgd, 'C6', {
    cases: (context) =>
      fc.record({
        state: states(context),
        learningRate: dyadicRates,
        momentum: dyadicMomenta,
        weightDecay: fc.constantFrom(0, 0.5, 0.25),
      }),
    check: async (on, { state, learningRate, momentum, weightDecay }) => {
      const { parameter, gradient, velocity } = state;
      const slope = combined(gradient, parameter, (g, p) => g + weightDecay * p);
      const speed = combined(velocity, slope, (v, s) => momentum * v + s);
      const direction = combined(slope, speed, (s, v) => s + momentum * v);
      const { nextParameter, nextVelocity } = await on(sgd, state, {
        learningRate,
        momentum,
        weightDecay,
        nesterov: true,
      });
      return [
        identical(nextVelocity, speed, 'nextVelocity'),
        identical(
          nextParameter,
          combined(parameter, direction, (p, d) => p - learningRate * d),
          'nextParameter',
        ),
      ];
    },
  }),
  treatsElementsAlike(sgd, 'C7'),
  law(sgd, 'C8', {
    cases: (context) => fc.record({ state: states(context), learningRate: dyadicRates, momentum: dyadicMomenta }),
    check: async (on, { state: { parameter, velocity }, learningRate, momentum }) => {
      const gradient = filled(parameter, parameter.shape, 0);
      const { nextParameter } = await on(sgd, { parameter, gradient, velocity }, { learningRate, momentum });
      return [
        identical(
          nextParameter,
          combined(parameter, velocity, (p, v) => p - learningRate * momentum * v),
          'nextParameter',
        ),
      ];
    },
  }),
  passesNaNOn(sgd, 'C9'),
];
