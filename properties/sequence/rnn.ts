import { ulpsOf } from '../../spec/scalars/bound.ts';
import { rnn } from '../../spec/sequence/rnn.ts';
import type { Tensor } from '../../spec/tensor.ts';
import { operationCases } from '../generators/cases.ts';
import { type InputsOf, type Law, law } from '../law.ts';
import { identical } from '../verbs/compare.ts';
import { atMost } from '../verbs/measured.ts';
import { map } from '../verbs/tensors.ts';
import { looksBackOnly } from './_internal/steps.ts';

export const laws: readonly Law[] = [
  looksBackOnly(rnn),
  law(rnn, 'C2', {
    share: 0.5,
    cases: (context) => operationCases(rnn, context, { reach: ['small', 'tile'], kinds: ['plain', 'scaled', 'apart'] }),
    check: async (on, { inputs }, { u, profile }) => {
      const { hidden } = await on(rnn, inputs as InputsOf<typeof rnn>);
      const allowed = 2 * ulpsOf(profile).tanh * u;
      return Array.from(hidden.data, (state) => atMost('a state in size', Math.abs(state), 1, allowed));
    },
  }),
  law(rnn, 'C3', {
    share: 0.25,
    cases: (context) => operationCases(rnn, context, { whole: true }),
    check: async (on, { inputs }) => {
      const { x, weightX, weightHidden, initialHidden } = inputs as InputsOf<typeof rnn>;
      const none = (one: Tensor) => map(one, () => 0);
      const { hidden } = await on(rnn, {
        x: none(x),
        weightX: none(weightX),
        weightHidden: none(weightHidden),
        initialHidden,
      });
      return [identical(hidden, none(hidden), 'states')];
    },
  }),
];
