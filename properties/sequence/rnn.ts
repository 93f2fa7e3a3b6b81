import fc from 'fast-check';
import { ulpsOf } from '../../spec/scalars/bound.ts';
import { rnn } from '../../spec/sequence/rnn.ts';
import type { Tensor } from '../../spec/tensor.ts';
import { operationCases } from '../generators/cases.ts';
import { type Law, law, type OperationCase } from '../law.ts';
import { identical } from '../verbs/compare.ts';
import { atMost } from '../verbs/measured.ts';
import { map } from '../verbs/tensors.ts';
import { changedAfter, firstSteps } from './_internal/steps.ts';

export const laws: readonly Law[] = [
  law<OperationCase & { readonly cut: number }>(rnn, 'C1', {
    repeats: true,
    hint: 'the sequence is read from its end, or a step reads the elements after it',
    cases: (context) =>
      fc
        .record({ base: operationCases(rnn, context, { most: 5, reach: ['small', 'tile'] }), cut: fc.nat(20) })
        .map(({ base, cut }) => ({ ...base, cut: 1 + (cut % Math.max(1, (base.inputs['x']?.shape.at(-2) ?? 1) - 1)) })),
    check: async (on, { inputs, cut }) => {
      const given = inputs as typeof inputs & Parameters<typeof on<typeof rnn>>[1];
      const [whole, changed] = await Promise.all([
        on(rnn, given),
        on(rnn, { ...given, x: changedAfter(given.x, cut) }),
      ]);
      return [
        identical(firstSteps(changed.hidden, cut), firstSteps(whole.hidden, cut), 'the states before the change'),
      ];
    },
  }),
  law(rnn, 'C2', {
    share: 0.5,
    cases: (context) => operationCases(rnn, context, { reach: ['small', 'tile'], kinds: ['plain', 'scaled', 'apart'] }),
    check: async (on, { inputs }, { u, profile }) => {
      const { hidden } = await on(rnn, inputs as Parameters<typeof on<typeof rnn>>[1]);
      const allowed = 2 * ulpsOf(profile).tanh * u;
      return Array.from(hidden.data, (state) => atMost('a state in size', Math.abs(state), 1, allowed));
    },
  }),
  law(rnn, 'C3', {
    share: 0.25,
    cases: (context) => operationCases(rnn, context, { whole: true }),
    check: async (on, { inputs }) => {
      const { initialHidden, ...others } = inputs as Parameters<typeof on<typeof rnn>>[1];
      const none = (one: Tensor) => map(one, () => 0);
      const { x, weightX, weightHidden } = others;
      const { hidden } = await on(rnn, {
        x: none(x),
        weightX: none(weightX),
        weightHidden: none(weightHidden),
        initialHidden,
      });
      return [
        identical(
          hidden,
          map(hidden, () => 0),
          'states',
        ),
      ];
    },
  }),
];
