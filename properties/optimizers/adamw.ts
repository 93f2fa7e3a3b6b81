import fc from 'fast-check';
import { adam } from '../../spec/optimizers/adam.ts';
import { adamw } from '../../spec/optimizers/adamw.ts';
import { allowedError } from '../../spec/scalars/bound.ts';
import { distanceBetween } from '../../spec/scalars/exact.ts';
import type { Tensor } from '../../spec/tensor.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law } from '../law.ts';
import { metamorphic } from '../metamorphic.ts';
import { identical, sameValue, worst } from '../verbs/compare.ts';
import { boundedResults, matchesDefinition } from '../verbs/judge.ts';
import { holds } from '../verbs/measured.ts';
import { filled, map } from '../verbs/tensors.ts';
import { dyadicDecays, dyadicRates, passesNaNOn, restsAtRateZero, treatsElementsAlike } from './_internal/elements.ts';
import { atRest, ignoresScaleOfGradients, trajectory } from './_internal/moments.ts';

/** A state in the middle of a run: second moments are not negative. */
const states = (context: Context, entries: 'integers' | 'reals' = 'integers') =>
  tensors(context, { parameter: 'n', gradient: 'n', m: 'n', v: 'n' }, { entries, most: 4 }).map((state) => ({
    ...state,
    v: map(state.v, Math.abs),
  }));

const steps = fc.integer({ min: 1, max: 9 });

export const laws: readonly Law[] = [
  law(adamw, 'C1', {
    cases: (context) => fc.record({ state: states(context, 'reals'), step: steps }),
    check: async (on, { state, step }, context) =>
      matchesDefinition(adam, state, { step }, await on(adamw, state, { step }), context),
  }),
  law(adamw, 'C2', {
    hint: 'the decay is not multiplied by the learning rate, or passes through the moments',
    cases: (context) =>
      fc.record({
        base: tensors(context, { parameter: 'n' }),
        learningRate: dyadicRates,
        weightDecay: dyadicDecays,
        count: fc.integer({ min: 1, max: 4 }),
      }),
    check: async (on, { base: { parameter }, learningRate, weightDecay, count }) => {
      const zeros = new Array<Tensor>(count).fill(filled(parameter, parameter.shape, 0));
      const path = await trajectory(on, adamw, atRest(parameter), zeros, { learningRate, weightDecay });
      // Dyadic factors of few bits: every step is exact.
      const observations = path.map((state, at) => {
        const factor = (1 - learningRate * weightDecay) ** (at + 1);
        const expected = map(parameter, (value) => value * factor);
        return identical(state.parameter, expected, `parameter after ${at + 1} steps`);
      });
      return [worst(observations, 'parameter')];
    },
  }),
  metamorphic(adamw, 'C3', {
    cases: (context) =>
      fc
        .record({
          state: states(context, 'reals'),
          other: tensors(context, { parameter: 'n' }, { entries: 'reals' }),
          step: steps,
          weightDecay: dyadicDecays,
        })
        .map(({ state, ...others }) => ({ ...state, ...others })),
    from: ({ other: _other, weightDecay: _weightDecay, ...state }) => state,
    to: ({ parameter, other, weightDecay }) => ({
      parameter: map(parameter, (_, position) => other.parameter.data[position] ?? 7),
      weightDecay,
    }),
    result: ({ nextM, nextV }) => ({ nextM, nextV }),
  }),
  ignoresScaleOfGradients(adamw, 'C4', true),
  restsAtRateZero(adamw, 'C5', { epsilon: 2 ** -20 }),
  law(adamw, 'C6', {
    needs: [adam],
    hint: 'the decay goes through the gradient, as in Adam',
    cases: (context) =>
      fc.record({ state: states(context), step: steps, learningRate: dyadicRates, weightDecay: dyadicDecays }),
    check: async (on, { state, ...attributes }, context) => {
      const [decoupled, coupled] = await Promise.all([on(adamw, state, attributes), on(adam, state, attributes)]);
      const values = (operation: typeof adam | typeof adamw) =>
        boundedResults(operation, state, attributes, context)['nextParameter']?.values ?? [];
      const [of, instead] = [values(adamw), values(adam)];
      const same = of.findIndex((one, position) => {
        const other = instead[position] ?? one;
        const apart = distanceBetween(one.value, other.value);
        // Only where no rounding could make the two meet.
        const differ = apart > 2 * (allowedError(one, context.profile) + allowedError(other, context.profile));
        const received = [decoupled, coupled].map(({ nextParameter }) => nextParameter.data[position] ?? Number.NaN);
        return differ && sameValue(received[0] ?? 0, received[1] ?? 0);
      });
      return [
        holds(
          `nextParameter[${Math.max(same, 0)}]`,
          same < 0,
          'another value than that of Adam',
          String(decoupled.nextParameter.data[Math.max(same, 0)]),
        ),
      ];
    },
  }),
  treatsElementsAlike(adamw, 'C7'),
  passesNaNOn(adamw, 'C8'),
];
