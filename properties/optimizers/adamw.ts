import fc from 'fast-check';
import { adam } from '../../spec/optimizers/adam.ts';
import { adamw } from '../../spec/optimizers/adamw.ts';
import { allowedError } from '../../spec/scalars/bound.ts';
import { distanceBetween } from '../../spec/scalars/exact.ts';
import { partsOf } from '../called.ts';
import { beside } from '../generators/beside.ts';
import type { Entries } from '../generators/entries.ts';
import { tensors } from '../generators/tensors.ts';
import type { Context, Law } from '../law.ts';
import { equal, metamorphic } from '../metamorphic.ts';
import { ofResult } from '../observed.ts';
import { boundedResults, matchesDefinition } from '../verbs/judge.ts';
import { each, holds } from '../verbs/measured.ts';
import { map, scaled } from '../verbs/tensors.ts';
import { dyadicDecays, dyadicRates, passesNaNOn, restsAtRateZero, treatsElementsAlike } from './_internal/elements.ts';
import { ignoresScaleOfGradients, withoutGradient } from './_internal/moments.ts';

/** A state in the middle of a run: second moments are not negative. */
const states = (context: Context, entries: Entries = 'integers') =>
  beside(tensors(context, { parameter: 'n', gradient: 'n', m: 'n', v: 'n' }, { entries, most: 4 }), {
    step: fc.integer({ min: 1, max: 9 }),
  }).map((state) => ({ ...state, v: map(state.v, Math.abs) }));

export const laws: readonly Law[] = [
  ofResult(adamw, 'C1', {
    cases: (context) => states(context, 'reals'),
    of: (outputs, { step, ...state }, _bounds, context) => matchesDefinition(adam, state, { step }, outputs, context),
  }),
  withoutGradient(adamw, 'C2', {
    hint: 'the decay is not multiplied by the learning rate, or passes through the moments',
    cases: (context) =>
      beside(tensors(context, { parameter: 'n' }), {
        learningRate: dyadicRates,
        weightDecay: dyadicDecays,
        steps: fc.integer({ min: 1, max: 4 }),
      }),
    // Dyadic factors of few bits: every step is exact.
    leadsTo: ({ parameter, learningRate, weightDecay }, steps) =>
      scaled(parameter, (1 - learningRate * weightDecay) ** steps),
  }),
  metamorphic(adamw, 'C3', {
    cases: (context) =>
      fc
        .record({
          state: states(context, 'reals'),
          other: tensors(context, { parameter: 'n' }, { entries: 'reals' }),
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
  equal(adamw, 'C6', {
    needs: [adam],
    hint: 'the decay goes through the gradient, as in Adam',
    cases: (context) => beside(states(context), { learningRate: dyadicRates, weightDecay: dyadicDecays }),
    sides: (decoupled, given, coupled) => ({ nextParameter: [decoupled(given), coupled(given)] }),
    compare: (received, instead, name, given, context) => {
      const [own, other] = [adamw, adam].map((operation) => {
        const { inputs, attributes } = partsOf(operation, given);
        return boundedResults(operation, inputs, attributes, context)['nextParameter']?.values ?? [];
      });
      return each(name, received, (what, value, i) => {
        const [one, two] = [own?.[i], other?.[i]];
        // Only where no rounding could make the two meet.
        const differ =
          one !== undefined &&
          two !== undefined &&
          distanceBetween(one.value, two.value) >
            2 * (allowedError(one, context.profile) + allowedError(two, context.profile));
        return holds(what, !differ || value !== instead.data[i], 'another value than that of Adam', String(value));
      });
    },
  }),
  treatsElementsAlike(adamw, 'C7'),
  passesNaNOn(adamw, 'C8'),
];
