import fc from 'fast-check';
import { adam } from '../../spec/optimizers/adam.ts';
import { boundArithmetic } from '../../spec/scalars/bound.ts';
import { exact } from '../../spec/scalars/exact.ts';
import type { Tensor } from '../../spec/tensor.ts';
import { beside } from '../generators/beside.ts';
import { calls } from '../generators/calls.ts';
import { tensors } from '../generators/tensors.ts';
import { type Law, law } from '../law.ts';
import { metamorphic } from '../metamorphic.ts';
import { ofResult } from '../observed.ts';
import { withinAllowed } from '../verbs/compare.ts';
import { atLeast, each } from '../verbs/measured.ts';
import { map, zipped } from '../verbs/tensors.ts';
import { dyadicDecays, dyadicRates, passesNaNOn, restsAtRateZero, treatsElementsAlike } from './_internal/elements.ts';
import {
  boundedTrajectory,
  ignoresScaleOfGradients,
  momentsAfter,
  rounded,
  trajectory,
  withoutGradient,
} from './_internal/moments.ts';

const hyperparameters = {
  learningRate: fc.constantFrom(1e-3, 0.5, 1),
  beta1: fc.constantFrom(0.9, 0.5, 0),
  beta2: fc.constantFrom(0.999, 0.75, 0.999, 0),
  epsilon: fc.constantFrom(1e-8, 0.25, 1),
};

/** Steps with one gradient, starting where `from` such steps lead from rest: each must be learningRate g / (|g| + epsilon). */
const takesEqualSteps = (
  clause: 'C1' | 'C8',
  hint: string,
  path: { readonly from: fc.Arbitrary<number>; readonly steps: fc.Arbitrary<number> },
): Law =>
  law(adam, clause, {
    hint,
    cases: (context) =>
      beside(tensors(context, { parameter: 'n', gradient: 'n' }, { most: 3 }), { ...hyperparameters, ...path }),
    check: async (on, { parameter, gradient, from, steps, ...attributes }, context) => {
      const { learningRate, beta1, beta2, epsilon } = attributes;
      const { constant } = boundArithmetic(context.profile);
      const moments = momentsAfter(gradient, from, beta1, beta2, context);
      const begin = { parameter: Array.from(parameter.data, constant), ...moments };
      const start = { parameter, m: rounded(parameter, moments.m), v: rounded(parameter, moments.v) };
      const states = await trajectory(on, adam, start, new Array<Tensor>(steps).fill(gradient), attributes, from);
      const limits = boundedTrajectory(adam, begin, gradient, steps, attributes, from, context);
      const number = exact.constant;
      const stepOf = (g: number) =>
        exact.div(exact.mul(number(learningRate), number(g)), exact.add(number(Math.abs(g)), number(epsilon)));
      return states.map((state, at) => {
        const values = (limits[at] ?? []).map((limit, i) => {
          const travelled = exact.mul(number(at + 1), stepOf(gradient.data[i] ?? Number.NaN));
          return { ...limit, value: exact.sub(number(parameter.data[i] ?? Number.NaN), travelled) };
        });
        const expected = { shape: parameter.shape, values };
        return withinAllowed(state.parameter, expected, context, `parameter after step ${from + at + 1}`);
      });
    },
  });

export const laws: readonly Law[] = [
  takesEqualSteps('C1', 'the bias correction is missing, or epsilon stands inside the root', {
    from: fc.constant(0),
    steps: fc.constant(1),
  }),
  ignoresScaleOfGradients(adam, 'C2', false),
  withoutGradient(adam, 'C3', {
    cases: (context) =>
      beside(tensors(context, { parameter: 'n' }, { entries: 'reals' }), { ...hyperparameters, steps: fc.constant(3) }),
    leadsTo: ({ parameter }) => parameter,
  }),
  restsAtRateZero(adam, 'C4', { epsilon: 2 ** -20 }),
  ofResult(adam, 'C5', {
    cases: (context) => calls(adam, context),
    of: ({ nextV }) => [each('nextV', nextV, (what, value) => atLeast(what, value, 0))],
  }),
  metamorphic(adam, 'C6', {
    repeats: true,
    hint: 'the decay is decoupled, or left out of the moments',
    cases: (context) =>
      beside(tensors(context, { parameter: 'n', gradient: 'n', m: 'n', v: 'n' }, { most: 4 }), {
        step: fc.integer({ min: 1, max: 9 }),
        weightDecay: dyadicDecays,
        learningRate: dyadicRates,
      }).map((given) => ({ ...given, v: map(given.v, Math.abs) })),
    to: ({ parameter, gradient, weightDecay }) => ({
      gradient: zipped(gradient, parameter, (g, p) => g + weightDecay * p),
      weightDecay: 0,
    }),
  }),
  treatsElementsAlike(adam, 'C7'),
  takesEqualSteps(
    'C8',
    'the bias correction is missing, is that of another step, or is left out of one of the moments',
    {
      from: fc.constantFrom(0, 999, 9),
      steps: fc.integer({ min: 1, max: 3 }),
    },
  ),
  passesNaNOn(adam, 'C9'),
];
