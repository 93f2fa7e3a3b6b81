import { ulpsOf } from '../../spec/scalars/bound.ts';
import { distanceBetween, exact, toNumber } from '../../spec/scalars/exact.ts';
import { div } from '../../spec/tensor/div.ts';
import type { Tensor } from '../../spec/tensor.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law, type Observation } from '../law.ts';
import { elementName, identical, literal, worst } from '../verbs/compare.ts';
import { matchesDefinition } from '../verbs/judge.ts';
import { filled, map } from '../verbs/tensors.ts';
import { followsIeee, stretchesBoth, withoutZeros } from './_internal/elementwise.ts';

interface Quotient {
  readonly received: Tensor;
  readonly a: Tensor;
  readonly b: Tensor;
  readonly what: string;
}

/** A quotient that is a number of the data type: that number where division is correctly rounded, within its bound elsewhere. */
const roundedOnce = ({ received, a, b, what }: Quotient, context: Context): Observation => {
  if (ulpsOf(context.profile).div === 0.5) {
    const exactly = map(a, (value, position) => value / (b.data[position] ?? Number.NaN));
    return identical(received, exactly, what);
  }
  return worst(matchesDefinition(div, { a, b }, {}, { c: received }, context), what);
};

export const laws: readonly Law[] = [
  law(div, 'C1', {
    cases: (context) => tensors(context, { x: 'm n' }, { entries: 'reals' }),
    check: async (on, { x }, context) => {
      const [one, divisor] = [filled(x, x.shape, 1), withoutZeros(x)];
      const [same, unit] = await Promise.all([on(div, { a: x, b: one }), on(div, { a: divisor, b: divisor })]);
      const quotients = [
        { received: same.c, a: x, b: one, what: 'x / 1' },
        { received: unit.c, a: divisor, b: divisor, what: 'x / x' },
      ];
      return quotients.map((quotient) => roundedOnce(quotient, context));
    },
  }),
  law(div, 'C2', {
    hint: 'the dividend is multiplied by a rounded reciprocal',
    cases: (context) => tensors(context, { a: 'm n', b: 'm n' }).map(({ a, b }) => ({ a, b: withoutZeros(b) })),
    check: async (on, { a, b }, context) => {
      const product = map(a, (value, position) => value * (b.data[position] ?? Number.NaN));
      const { c } = await on(div, { a: product, b });
      return [roundedOnce({ received: c, a: product, b, what: '(a b) / b' }, context)];
    },
  }),
  law(div, 'C3', {
    cases: (context) =>
      tensors(context, { a: 'm n', b: 'm n' }, { entries: 'reals' }).map(({ a, b }) => ({ a, b: withoutZeros(b) })),
    check: async (on, { a, b }, { u, profile }) => {
      const { c } = await on(div, { a, b });
      const elements = Array.from(c.data, (quotient, position): Observation => {
        const [dividend, divisor] = [a.data[position] ?? Number.NaN, b.data[position] ?? Number.NaN];
        const what = elementName('(a / b) b', c.shape, position);
        if (!Number.isFinite(quotient)) return { ratio: Number.NaN, what, received: literal(quotient) };
        const back = exact.mul(exact.constant(quotient), exact.constant(divisor));
        const error = distanceBetween(back, exact.constant(dividend));
        // The product is exact, so that at most a reciprocal and a product have rounded.
        const roundings = 2 * ulpsOf(profile).div + 1;
        const ratio = error === 0 ? 0 : error / (roundings * u * (1 + u) * Math.abs(dividend));
        return { ratio, what, expected: literal(dividend), received: literal(toNumber(back)) };
      });
      return [worst(elements, '(a / b) b')];
    },
  }),
  stretchesBoth(div, 'C4', true),
  followsIeee(div, 'C5', { a: [1, -2, 3, 0, -0], b: [0, -0] }, (x, y) => x / y),
];
