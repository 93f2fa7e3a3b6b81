import type { AnyOperation } from '../../spec/operation.ts';
import { ulpsOf } from '../../spec/scalars/bound.ts';
import { gru, gruCell } from '../../spec/sequence/gru.ts';
import { calledWith, partsOf } from '../called.ts';
import { beside } from '../generators/beside.ts';
import { calls } from '../generators/calls.ts';
import { dealt } from '../generators/dealt.ts';
import type { Entries } from '../generators/entries.ts';
import { type Case, type Context, type Law, law } from '../law.ts';
import { closedForm, metamorphic } from '../metamorphic.ts';
import { ofResult } from '../observed.ts';
import { allowedBy, apart } from '../verbs/apart.ts';
import { boundedResults } from '../verbs/judge.ts';
import { between, each } from '../verbs/measured.ts';
import { map, scaled, zeros } from '../verbs/tensors.ts';
import { gated } from './_internal/gates.ts';
import { followsCell, goesOn, looksBackOnly } from './_internal/steps.ts';

const steps = (context: Context, entries: Entries = 'integers') =>
  beside(calls(gruCell, context, { entries, batch: false, whole: true, most: 4 }), {
    reset: dealt(['after', 'before']),
  });

/** How far each element may be off. */
const allowed = (given: Case, context: Context) => {
  const { inputs, attributes } = partsOf<AnyOperation>(gruCell, given);
  return allowedBy(boundedResults(gruCell, inputs, attributes, context), context)['nextHidden'];
};

export const laws: readonly Law[] = [
  closedForm(gruCell, 'C1', {
    bits: 24,
    hint: 'the blocks of the weights stand in another order than reset, update, candidate, or z and 1 - z are exchanged',
    cases: (context) => steps(context).map((given) => gated(given, [0, 1, 1])),
    result: ({ hidden }) => ({ nextHidden: hidden }),
  }),
  metamorphic(gruCell, 'C2', {
    bits: 24,
    repeats: true,
    hint: 'the blocks of the weights stand in another order than reset, update, candidate, or z and 1 - z are exchanged',
    cases: (context) => steps(context).map((given) => gated(given, [-1, -1, 0])),
    to: ({ hidden }) => ({ hidden: map(hidden, (value, j) => 3 - 2 * value + j) }),
    what: 'the next state from another one',
  }),
  law(gruCell, 'C3', {
    share: 0.5,
    cases: (context) => steps(context),
    check: async (on, given, context) => {
      const closed = { ...given, bias: gated(given, [0, -1, 0]).bias };
      const [{ nextHidden }, { nextHidden: n }] = await Promise.all([
        calledWith(on, gruCell, given),
        calledWith(on, gruCell, closed),
      ]);
      const [own, its] = [allowed(given, context), allowed(closed, context)];
      return [
        each('nextHidden', nextHidden, (what, value, j) => {
          const ends = [given.hidden.data[j] ?? Number.NaN, n.data[j] ?? Number.NaN];
          const limits = [Math.min(...ends), Math.max(...ends)] as const;
          return between(what, value, limits, (own?.values[j] ?? 0) + (its?.values[j] ?? 0));
        }),
      ];
    },
  }),
  ofResult(gruCell, 'C4', {
    cases: (context) => steps(context, 'reals'),
    from: (given) => ({ ...given, hidden: map(given.hidden, (value) => Math.max(-1, Math.min(1, value))) }),
    of: ({ nextHidden }, _given, _bounds, { u, profile }) => {
      const { exp, tanh } = ulpsOf(profile);
      // A candidate and two shares of at most 1, their errors, and the rounding of a few operations.
      return [
        each('nextHidden', nextHidden, (what, value) => between(what, value, [-1, 1], (3 * tanh + 2 * exp + 8) * u)),
      ];
    },
  }),
  law(gruCell, 'C5', {
    share: 0.5,
    hint: 'the reset gate multiplies the input, or the wrong block',
    cases: (context) => steps(context).map((given) => gated(given, [1, 0, 0])),
    check: async (on, given, context) => {
      const [one, other] = [
        { ...given, reset: 'after' as const },
        { ...given, reset: 'before' as const },
      ];
      const [after, before] = await Promise.all([calledWith(on, gruCell, one), calledWith(on, gruCell, other)]);
      return [
        apart('nextHidden', after.nextHidden, before.nextHidden, [allowed(one, context), allowed(other, context)]),
      ];
    },
  }),
  metamorphic(gruCell, 'C6', {
    bits: 24,
    repeats: true,
    hint: 'the second bias of the candidate stands outside the product with the reset gate',
    cases: (context) => steps(context).map((given) => ({ ...gated(given, [-1, 0, 0]), reset: 'after' as const })),
    to: ({ biasHidden }) => ({
      biasHidden: map(biasHidden, (value, row) => (3 * row < 2 * biasHidden.data.length ? value : 5 - value)),
    }),
    what: 'the next state with another second bias of the candidate',
  }),
  closedForm(gruCell, 'C7', {
    cases: (context) => steps(context, 'reals'),
    from: ({ weightX, weightHidden, bias, biasHidden, ...given }) => ({
      ...given,
      weightX: zeros(weightX),
      weightHidden: zeros(weightHidden),
      bias: zeros(bias),
      biasHidden: zeros(biasHidden),
    }),
    result: ({ hidden }) => ({ nextHidden: scaled(hidden, 1 / 2) }),
  }),
  looksBackOnly(gru),
  followsCell(gru, 'C2', gruCell, { hidden: { initial: 'initialHidden', input: 'hidden', output: 'nextHidden' } }),
  goesOn(gru, 'C3'),
];
