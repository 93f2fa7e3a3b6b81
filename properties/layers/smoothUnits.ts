import fc from 'fast-check';
import { softplus } from '../../spec/layers/sigmoids.ts';
import { mish, softsign } from '../../spec/layers/smoothUnits.ts';
import { dealt } from '../generators/dealt.ts';
import { tensors } from '../generators/tensors.ts';
import type { Law } from '../law.ts';
import { metamorphic } from '../metamorphic.ts';
import { ofResult } from '../observed.ts';
import { listOf } from '../tensor/_internal/functions.ts';
import { large, oneOf, signed, small } from '../tensor/_internal/sizes.ts';
import { atLeast, between, each } from '../verbs/measured.ts';
import { negated, vector } from '../verbs/tensors.ts';
import { farAway, increasing, lipschitz, related, towardsEnd } from './_internal/activations.ts';

export const laws: readonly Law[] = [
  metamorphic(softsign, 'C1', {
    cases: (context) => tensors(context, { x: 'm n' }, { entries: 'reals' }),
    to: ({ x }) => ({ x: negated(x) }),
    result: ({ y }) => ({ y: negated(y) }),
  }),
  ofResult(softsign, 'C2', {
    hint: 'the sum of 1 and a large number is rounded away, or overflows',
    cases: (context) => listOf(signed(oneOf(small, large)), context),
    of: ({ y }) => [each('softsign(x)', y, (what, value) => between(what, value, [-1, 1]))],
  }),
  increasing(softsign, 'C3'),
  lipschitz(softsign, 'C4', 1),
  related(mish, 'C1', softplus, {
    at: (x) => x,
    // The slope of the tangent, at most 1, by that which the softplus is off.
    of: (value, x) => [x * Math.tanh(value), x],
  }),
  farAway(mish, 'C2', (x) => Math.max(x, 0), { hint: 'a size times an infinite exponential, or over it' }),
  ofResult(mish, 'C3', {
    cases: (context) =>
      fc
        .array(dealt([-1.1924312, -1.1875, -1.2, -1, -2, 0, 3]), { minLength: 1, maxLength: 6 })
        .map((list) => ({ x: vector(context, list) })),
    of: ({ y }, _given, bounds) => {
      const { allowed } = bounds();
      return [each('mish(x)', y, (what, value, at) => atLeast(what, value, -0.3088434130172504, allowed[at]))];
    },
  }),
  lipschitz(mish, 'C4', 1.0885),
  towardsEnd(mish, 'C5', -1, { hint: '1 is added to an exponential that is small beside it' }),
];
