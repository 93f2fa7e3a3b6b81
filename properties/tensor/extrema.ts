import { maximum, minimum } from '../../spec/tensor/extrema.ts';
import { tensors } from '../generators/tensors.ts';
import type { Context, Law } from '../law.ts';
import { closedForm, equal, metamorphic } from '../metamorphic.ts';
import { negated, zipped } from '../verbs/tensors.ts';
import { strewn } from './_internal/functions.ts';
import { neighbours } from './_internal/neighbours.ts';
import { ofAnySize, signed } from './_internal/sizes.ts';

const pairs = (context: Context) => tensors(context, { a: 'm n', b: 'm n' }, { entries: 'reals' });

export const laws: readonly Law[] = [
  metamorphic(maximum, 'C1', { cases: pairs, to: ({ a, b }) => ({ a: b, b: a }), what: 'maximum(b, a)' }),
  equal(maximum, 'C2', {
    cases: (context) => strewn(signed(ofAnySize), context),
    sides: (f, { x }) => ({ 'maximum(x, x)': [f({ a: x, b: x }), x] }),
  }),
  closedForm(maximum, 'C3', {
    hint: 'they are compared in a type of fewer digits, or by a difference',
    cases: neighbours,
    result: ({ a, b }) => ({ c: zipped(a, b, (x, y) => Math.max(x, y)) }),
  }),
  metamorphic(minimum, 'C1', { cases: pairs, to: ({ a, b }) => ({ a: b, b: a }), what: 'minimum(b, a)' }),
  equal(minimum, 'C2', {
    needs: [maximum],
    cases: pairs,
    sides: async (f, { a, b }, larger) => ({
      '-maximum(-a, -b)': [negated(await larger({ a: negated(a), b: negated(b) })), f({ a, b })],
    }),
  }),
  closedForm(minimum, 'C3', {
    hint: 'they are compared in a type of fewer digits, or by a difference',
    cases: neighbours,
    result: ({ a, b }) => ({ c: zipped(a, b, (x, y) => Math.min(x, y)) }),
  }),
];
