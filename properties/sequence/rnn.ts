import { ulpsOf } from '../../spec/scalars/bound.ts';
import { rnnCell } from '../../spec/sequence/recurrences.ts';
import { rnn } from '../../spec/sequence/rnn.ts';
import { calls } from '../generators/calls.ts';
import type { Law } from '../law.ts';
import { ofResult } from '../observed.ts';
import { identical } from '../verbs/compare.ts';
import { between, each } from '../verbs/measured.ts';
import { zeros } from '../verbs/tensors.ts';
import { followsCell, goesOn, looksBackOnly } from './_internal/steps.ts';

export const laws: readonly Law[] = [
  looksBackOnly(rnn),
  ofResult(rnn, 'C2', {
    share: 0.5,
    cases: (context) => calls(rnn, context, { reach: ['small', 'tile'], kinds: ['plain', 'scaled', 'apart'] }),
    of: ({ hidden }, _given, _bounds, { u, profile }) => {
      const allowed = 2 * ulpsOf(profile).tanh * u;
      return [each('hidden', hidden, (what, state) => between(what, state, [-1, 1], allowed))];
    },
  }),
  ofResult(rnn, 'C3', {
    share: 0.25,
    cases: (context) => calls(rnn, context, { whole: true }),
    from: ({ x, weightX, weightHidden, initialHidden }) => ({
      x: zeros(x),
      weightX: zeros(weightX),
      weightHidden: zeros(weightHidden),
      initialHidden,
    }),
    of: ({ hidden }) => [identical(hidden, zeros(hidden), 'states')],
  }),
  followsCell(rnn, 'C4', rnnCell, { hidden: { initial: 'initialHidden', input: 'hidden', output: 'nextHidden' } }),
  goesOn(rnn, 'C5'),
];
