import fc from 'fast-check';
import { sgd } from '../../spec/optimizers/sgd.ts';
import type { Tensor } from '../../spec/tensor.ts';
import { dealt } from '../generators/dealt.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law } from '../law.ts';
import { closedForm, metamorphic } from '../metamorphic.ts';
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
  closedForm(sgd, 'C1', {
    cases: (context) =>
      fc
        .record({ state: states(context), rate: dyadicRates })
        .map(({ state, rate }) => ({ ...state, learningRate: rate })),
    result: ({ parameter, gradient, learningRate }) => ({
      nextParameter: combined(parameter, gradient, (p, g) => p - learningRate * g),
      nextVelocity: gradient,
    }),
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
  metamorphic(sgd, 'C4', {
    hint: 'the decay is applied to the parameter beside the step, or with the learning rate twice',
    cases: (context) =>
      fc
        .record({
          state: states(context),
          learningRate: dyadicRates,
          weightDecay: dyadicDecays,
          momentum: dyadicMomenta,
          nesterov: dealt([false, true]),
        })
        .map(({ state, ...attributes }) => ({ ...state, ...attributes })),
    to: ({ parameter, gradient, weightDecay }) => ({
      gradient: combined(gradient, parameter, (g, p) => g + weightDecay * p),
      weightDecay: 0,
    }),
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
  closedForm(sgd, 'C6', {
    cases: (context) =>
      fc
        .record({
          state: states(context),
          learningRate: dyadicRates,
          momentum: dyadicMomenta,
          weightDecay: fc.constantFrom(0, 0.5, 0.25),
        })
        .map(({ state, ...attributes }) => ({ ...state, ...attributes, nesterov: true })),
    result: ({ parameter, gradient, velocity, learningRate, momentum, weightDecay }) => {
      const slope = combined(gradient, parameter, (g, p) => g + weightDecay * p);
      const speed = combined(velocity, slope, (v, s) => momentum * v + s);
      const direction = combined(slope, speed, (s, v) => s + momentum * v);
      return {
        nextParameter: combined(parameter, direction, (p, d) => p - learningRate * d),
        nextVelocity: speed,
      };
    },
  }),
  treatsElementsAlike(sgd, 'C7'),
  closedForm(sgd, 'C8', {
    cases: (context) =>
      fc
        .record({ state: states(context), learningRate: dyadicRates, momentum: dyadicMomenta })
        .map(({ state, ...attributes }) => ({
          ...state,
          ...attributes,
          gradient: filled(state.gradient, state.gradient.shape, 0),
        })),
    result: ({ parameter, velocity, learningRate, momentum }) => ({
      nextParameter: combined(parameter, velocity, (p, v) => p - learningRate * momentum * v),
    }),
  }),
  passesNaNOn(sgd, 'C9'),
];
