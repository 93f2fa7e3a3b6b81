import fc from 'fast-check';
import type { AnyOperation } from '../../spec/operation.ts';
import { adam } from '../../spec/optimizers/adam.ts';
import { allowedError, bound } from '../../spec/scalars/bound.ts';
import { exact } from '../../spec/scalars/exact.ts';
import type { Tensor } from '../../spec/tensor.ts';
import { operationCases } from '../generators/cases.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law, type Subject } from '../law.ts';
import { metamorphic } from '../metamorphic.ts';
import { identical, literal, withinAllowed, worst } from '../verbs/compare.ts';
import { outputOf } from '../verbs/judge.ts';
import { holds } from '../verbs/measured.ts';
import { filled, map } from '../verbs/tensors.ts';
import { dyadicDecays, dyadicRates, passesNaNOn, restsAtRateZero, treatsElementsAlike } from './_internal/elements.ts';
import {
  atRest,
  boundedTrajectory,
  ignoresScaleOfGradients,
  momentsAfter,
  rounded,
  trajectory,
} from './_internal/moments.ts';

/** Adam as the generic generators and calls take it. */
const operation: AnyOperation = adam;

interface Hyperparameters {
  readonly learningRate: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
}

const hyperparameters = fc.record({
  learningRate: fc.constantFrom(1e-3, 0.5, 1),
  beta1: fc.constantFrom(0.9, 0.5, 0),
  beta2: fc.constantFrom(0.999, 0.75, 0.999, 0),
  epsilon: fc.constantFrom(1e-8, 0.25, 1),
});

const pair = (context: Context) => tensors(context, { parameter: 'n', gradient: 'n' }, { most: 3 });

/** Steps with one gradient, starting where `from` such steps lead from rest: each must be learningRate g / (|g| + epsilon). */
async function sameSteps(
  on: Subject,
  given: { readonly parameter: Tensor; readonly gradient: Tensor },
  attributes: Hyperparameters,
  from: number,
  steps: number,
  context: Context,
) {
  const { parameter, gradient } = given;
  const { learningRate, beta1, beta2, epsilon } = attributes;
  const S = bound(context.profile);
  const moments = momentsAfter(gradient, from, beta1, beta2, context);
  const begin = { parameter: Array.from(parameter.data, (value) => S.constant(value)), ...moments };
  const start = { parameter, m: rounded(parameter, moments.m), v: rounded(parameter, moments.v) };
  const path = await trajectory(on, adam, start, new Array<Tensor>(steps).fill(gradient), attributes, from);
  const limits = boundedTrajectory(adam, begin, gradient, steps, attributes, from, context);
  const step = Array.from(gradient.data, (g) =>
    exact.div(
      exact.mul(exact.constant(learningRate), exact.constant(g)),
      exact.add(exact.constant(Math.abs(g)), exact.constant(epsilon)),
    ),
  );
  return path.map((state, at) => {
    const values = (limits[at] ?? []).map((limit, i) => {
      const travelled = exact.mul(exact.constant(at + 1), step[i] ?? limit.value);
      return { ...limit, value: exact.sub(exact.constant(parameter.data[i] ?? Number.NaN), travelled) };
    });
    const expected = { shape: parameter.shape, values };
    return withinAllowed(state.parameter, expected, context, `parameter after step ${from + at + 1}`, (limit) =>
      allowedError(limit, context.profile),
    );
  });
}

export const laws: readonly Law[] = [
  law(adam, 'C1', {
    hint: 'the bias correction is missing, or epsilon stands inside the root',
    cases: (context) => fc.record({ base: pair(context), attributes: hyperparameters }),
    check: (on, { base, attributes }, context) => sameSteps(on, base, attributes, 0, 1, context),
  }),
  ignoresScaleOfGradients(adam, 'C2', false),
  law(adam, 'C3', {
    cases: (context) =>
      fc.record({ base: tensors(context, { parameter: 'n' }, { entries: 'reals' }), attributes: hyperparameters }),
    check: async (on, { base: { parameter }, attributes }) => {
      const zero = filled(parameter, parameter.shape, 0);
      const states = await trajectory(on, adam, atRest(parameter), [zero, zero, zero], attributes);
      return [
        worst(
          states.map((state) => identical(state.parameter, parameter, 'parameter')),
          'parameter',
        ),
      ];
    },
  }),
  restsAtRateZero(adam, 'C4', { epsilon: 2 ** -20 }),
  law(adam, 'C5', {
    cases: (context) => operationCases(adam, context),
    check: async (on, { inputs, attributes }) => {
      const nextV = outputOf(await on(operation, inputs, attributes), 'nextV');
      const negative = nextV.data.find((value) => !(value >= 0));
      return [holds('nextV', negative === undefined, 'at least 0', literal(negative ?? 0))];
    },
  }),
  metamorphic(adam, 'C6', {
    repeats: true,
    hint: 'the decay is decoupled, or left out of the moments',
    cases: (context) =>
      fc
        .record({
          state: tensors(context, { parameter: 'n', gradient: 'n', m: 'n', v: 'n' }, { most: 4 }),
          step: fc.integer({ min: 1, max: 9 }),
          weightDecay: dyadicDecays,
          learningRate: dyadicRates,
        })
        .map(({ state, ...attributes }) => ({ ...state, v: map(state.v, Math.abs), ...attributes })),
    to: ({ parameter, gradient, weightDecay }) => ({
      gradient: map(gradient, (g, position) => g + weightDecay * (parameter.data[position] ?? Number.NaN)),
      weightDecay: 0,
    }),
  }),
  treatsElementsAlike(adam, 'C7'),
  law(adam, 'C8', {
    hint: 'the bias correction is missing, is that of another step, or is left out of one of the moments',
    cases: (context) =>
      fc.record({
        base: pair(context),
        attributes: hyperparameters,
        from: fc.constantFrom(0, 999, 9),
        steps: fc.integer({ min: 1, max: 3 }),
      }),
    check: (on, { base, attributes, from, steps }, context) => sameSteps(on, base, attributes, from, steps, context),
  }),
  passesNaNOn(adam, 'C9'),
];
