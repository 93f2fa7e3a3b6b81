import fc from 'fast-check';
import { adagrad, rmsprop } from '../../spec/optimizers/accumulating.ts';
import type { Tensor } from '../../spec/tensor.ts';
import { beside } from '../generators/beside.ts';
import { dealt } from '../generators/dealt.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law, type Observation } from '../law.ts';
import { closedForm, metamorphic } from '../metamorphic.ts';
import { ofResult } from '../observed.ts';
import { identical } from '../verbs/compare.ts';
import { each, near } from '../verbs/measured.ts';
import { map, scaled, times, withoutZeros, zeros, zipped } from '../verbs/tensors.ts';
import { dyadicDecays, dyadicRates, passesNaNOn, restsAtRateZero, treatsElementsAlike } from './_internal/elements.ts';

const epsilons = () => dealt([1e-10, 0.25, 1]);

/** Gradients that are not 0, of any size, at rest. */
const atRest = (context: Context) =>
  beside(tensors(context, { parameter: 'n', gradient: 'n' }, { most: 4 }), {
    learningRate: dyadicRates,
    epsilon: epsilons(),
    k: dealt([0, -6, 9, 3]),
  }).map(({ k, ...given }) => ({ ...given, gradient: scaled(withoutZeros(given.gradient), 2 ** k) }));

/** The parameter after a step of rate times a quotient of at most 1 / share: what rounding may leave. */
const stepped = (
  received: Tensor,
  parameter: Tensor,
  stepAt: (at: number) => number,
  most: number,
  { u }: Context,
): Observation =>
  each('nextParameter', received, (what, value, at) => {
    const from = parameter.data[at] ?? Number.NaN;
    return near(what, value, from - stepAt(at), 16 * u * (Math.abs(from) + most));
  });

const shifts = ({ dtype }: Context) => (dtype === 'float64' ? dealt([200, -200, 1, 40]) : dealt([12, -12, 1, 5]));

export const laws: readonly Law[] = [
  ofResult(adagrad, 'C1', {
    hint: 'the sum does not hold the gradient of this step, or epsilon stands inside the root',
    cases: (context) => beside(atRest(context), { step: dealt([1, 3]), rateDecay: dealt([0, 0.5, 1]) }),
    from: (given) => ({ ...given, sum: zeros(given.gradient) }),
    of: ({ nextParameter }, { parameter, gradient, step, learningRate, rateDecay, epsilon }, _bounds, context) => {
      const rate = learningRate / (1 + (step - 1) * rateDecay);
      const quotient = (at: number) => {
        const g = gradient.data[at] ?? Number.NaN;
        return g / (Math.abs(g) + epsilon);
      };
      return [stepped(nextParameter, parameter, (at) => rate * quotient(at), rate, context)];
    },
  }),
  metamorphic(adagrad, 'C2', {
    hint: 'epsilon or a threshold is added though epsilon is 0',
    cases: (context) =>
      beside(tensors(context, { parameter: 'n', gradient: 'n', sum: 'n' }, { most: 4 }), {
        learningRate: dyadicRates,
        k: shifts(context),
      }).map((given) => ({ ...given, gradient: withoutZeros(given.gradient), sum: map(given.sum, Math.abs) })),
    from: ({ k: _, ...given }) => ({ ...given, step: 2, epsilon: 0 }),
    to: ({ gradient, sum, k }) => ({ gradient: scaled(gradient, 2 ** k), sum: scaled(sum, 4 ** k) }),
    result: ({ nextParameter }) => ({ nextParameter }),
  }),
  closedForm(adagrad, 'C3', {
    cases: (context) => beside(tensors(context, { parameter: 'n' }, { entries: 'reals' }), { epsilon: epsilons() }),
    from: ({ parameter, epsilon }) => ({
      parameter,
      epsilon,
      gradient: zeros(parameter),
      sum: zeros(parameter),
      step: 1,
    }),
    result: ({ parameter }) => ({ nextParameter: parameter, nextSum: zeros(parameter) }),
  }),
  restsAtRateZero(adagrad, 'C4', { epsilon: 2 ** -20 }),
  metamorphic(adagrad, 'C5', {
    repeats: true,
    hint: 'the decay is decoupled, or left out of the sum',
    cases: (context) =>
      beside(tensors(context, { parameter: 'n', gradient: 'n', sum: 'n' }, { most: 4 }), {
        step: fc.integer({ min: 1, max: 9 }),
        weightDecay: dyadicDecays,
        learningRate: dyadicRates,
      }).map((given) => ({ ...given, sum: map(given.sum, Math.abs) })),
    to: ({ parameter, gradient, weightDecay }) => ({
      gradient: zipped(gradient, parameter, (g, p) => g + weightDecay * p),
      weightDecay: 0,
    }),
  }),
  treatsElementsAlike(adagrad, 'C6'),
  passesNaNOn(adagrad, 'C7'),
  law(adagrad, 'C8', {
    hint: 'the sum forgets, or is a mean',
    cases: (context) =>
      beside(tensors(context, { start: 'n' }, { most: 3 }), { learningRate: dyadicRates, steps: dealt([3, 5, 9]) }),
    check: async (on, { start, learningRate, steps }, context) => {
      const gradient = map(start, () => 1);
      let state = { parameter: start, sum: zeros(start) };
      const observations: Observation[] = [];
      for (let step = 1; step <= steps; step++) {
        const { parameter } = state;
        const attributes = { step, learningRate, epsilon: 0 };
        const { nextParameter, nextSum } = await on(adagrad, { ...state, gradient }, attributes);
        observations.push(
          stepped(nextParameter, parameter, () => learningRate / Math.sqrt(step), learningRate, context),
          identical(
            nextSum,
            map(start, () => step),
            `sum after ${step} steps`,
          ),
        );
        state = { parameter: nextParameter, sum: nextSum };
      }
      return observations;
    },
  }),
  ofResult(rmsprop, 'C1', {
    hint: 'the average does not hold the gradient of this step, or epsilon stands inside the root',
    cases: (context) => beside(atRest(context), { alpha: dealt([0.99, 0.75, 0]) }),
    from: (given) => ({ ...given, square: zeros(given.gradient), velocity: zeros(given.gradient) }),
    of: ({ nextParameter }, { parameter, gradient, alpha, learningRate, epsilon }, _bounds, context) => {
      const share = Math.sqrt(1 - alpha);
      const quotient = (at: number) => {
        const g = gradient.data[at] ?? Number.NaN;
        return g / (share * Math.abs(g) + epsilon);
      };
      // 1 - alpha is rounded where alpha is.
      const most = (4 * learningRate) / share ** 3;
      return [stepped(nextParameter, parameter, (at) => learningRate * quotient(at), most, context)];
    },
  }),
  metamorphic(rmsprop, 'C2', {
    hint: 'epsilon or a threshold is added though epsilon is 0',
    cases: (context) =>
      beside(tensors(context, { parameter: 'n', gradient: 'n', square: 'n', velocity: 'n' }, { most: 4 }), {
        learningRate: dyadicRates,
        momentum: dealt([0, 0.5]),
        k: shifts(context),
      }).map((given) => ({ ...given, gradient: withoutZeros(given.gradient), square: map(given.square, Math.abs) })),
    from: ({ k: _, ...given }) => ({ ...given, epsilon: 0 }),
    to: ({ gradient, square, k }) => ({ gradient: scaled(gradient, 2 ** k), square: scaled(square, 4 ** k) }),
    result: ({ nextParameter }) => ({ nextParameter }),
  }),
  closedForm(rmsprop, 'C3', {
    cases: (context) => beside(tensors(context, { parameter: 'n' }, { entries: 'reals' }), { epsilon: epsilons() }),
    from: ({ parameter, epsilon }) => {
      const none = zeros(parameter);
      return { parameter, epsilon, gradient: none, square: none, velocity: none, momentum: 0.5 };
    },
    result: ({ parameter }) => ({ nextParameter: parameter, nextSquare: zeros(parameter) }),
  }),
  restsAtRateZero(rmsprop, 'C4', { epsilon: 2 ** -20 }),
  metamorphic(rmsprop, 'C5', {
    repeats: true,
    hint: 'the decay is decoupled, or left out of the average',
    cases: (context) =>
      beside(tensors(context, { parameter: 'n', gradient: 'n', square: 'n', velocity: 'n' }, { most: 4 }), {
        weightDecay: dyadicDecays,
        learningRate: dyadicRates,
      }).map((given) => ({ ...given, square: map(given.square, Math.abs) })),
    to: ({ parameter, gradient, weightDecay }) => ({
      gradient: zipped(gradient, parameter, (g, p) => g + weightDecay * p),
      weightDecay: 0,
    }),
  }),
  treatsElementsAlike(rmsprop, 'C6'),
  passesNaNOn(rmsprop, 'C7'),
  law(rmsprop, 'C8', {
    hint: 'the average takes the gradient, not its square, or alpha and 1 - alpha are exchanged',
    cases: (context) =>
      beside(tensors(context, { parameter: 'n', gradient: 'n', start: 'n' }, { most: 3 }), { steps: dealt([1, 2, 4]) }),
    check: async (on, { parameter, gradient, start, steps }) => {
      const velocity = zeros(parameter);
      let square = map(start, Math.abs);
      for (let step = 0; step < steps; step++) {
        ({ nextSquare: square } = await on(rmsprop, { parameter, gradient, square, velocity }, { alpha: 0.5 }));
      }
      const due = zipped(times(gradient, gradient), map(start, Math.abs), (g, s) => g + (s - g) / 2 ** steps);
      return [identical(square, due, `average after ${steps} steps`)];
    },
  }),
];
