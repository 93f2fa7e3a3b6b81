import fc from 'fast-check';
import { abs, copysign, neg, sign, signbit } from '../../spec/tensor/signs.ts';
import type { Law } from '../law.ts';
import { closedForm, equal, metamorphic } from '../metamorphic.ts';
import { filled, map, negated, plus, vector } from '../verbs/tensors.ts';
import { even, listOf, odd, strewn } from './_internal/functions.ts';
import { ofAnySize, signed, small, subnormal } from './_internal/sizes.ts';

const anyNumbers = signed(ofAnySize);

export const laws: readonly Law[] = [
  equal(neg, 'C1', {
    cases: (context) => strewn(anyNumbers, context),
    sides: (f, { x }) => ({ '-(-x)': [f({ x: f({ x }) }), x] }),
  }),
  closedForm(neg, 'C2', {
    hint: 'it is computed with: multiplied, or taken from a number',
    cases: (context) => listOf(anyNumbers, context),
    result: ({ x }) => ({ y: negated(x) }),
  }),
  even(abs, 'C1'),
  closedForm(abs, 'C2', {
    hint: 'it is computed with: the root of a square is out of range before the size is',
    cases: (context) => listOf(anyNumbers, context),
    result: ({ x }) => ({ y: map(x, Math.abs) }),
  }),
  odd(sign, 'C1'),
  closedForm(sign, 'C2', {
    cases: (context) => listOf(signed(subnormal), context),
    result: ({ x }) => ({ y: map(x, Math.sign) }),
  }),
  closedForm(copysign, 'C1', {
    cases: (context) =>
      fc.array(fc.tuple(anyNumbers(context), anyNumbers(context)), { minLength: 1, maxLength: 6 }).map((pairs) => ({
        a: vector(
          context,
          pairs.map(([a]) => a),
        ),
        b: vector(
          context,
          pairs.map(([, b]) => b),
        ),
      })),
    result: ({ a, b }) => ({ c: map(a, (value, at) => Math.abs(value) * Math.sign(b.data[at] ?? 1)) }),
  }),
  metamorphic(copysign, 'C2', {
    hint: 'the sign is taken from a product, which may vanish',
    cases: (context) =>
      fc
        .tuple(listOf(signed(small), context), fc.array(signed(small)(context), { minLength: 6, maxLength: 6 }))
        .map(([{ x }, others]) => ({ a: x, b: map(x, (_, at) => others[at] ?? 1) })),
    to: ({ b }) => ({ b: map(b, Math.sign) }),
    what: 'copysign(a, sign(b))',
  }),
  equal(signbit, 'C1', {
    cases: (context) => listOf(anyNumbers, context),
    sides: async (f, { x }) => {
      const [one, other] = [await f({ x }), await f({ x: negated(x) })];
      return { 'signbit(x) + signbit(-x)': [plus(one, other), filled(one, x.shape, 1)] };
    },
  }),
  closedForm(signbit, 'C2', {
    cases: (context) => listOf(signed(subnormal), context),
    result: ({ x }) => ({ y: { ...map(x, (value) => Number(value < 0)), dtype: 'int32' } }),
  }),
];
