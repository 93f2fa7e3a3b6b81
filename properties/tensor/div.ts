import { exact, toNumber } from '../../spec/scalars/exact.ts';
import { div } from '../../spec/tensor/div.ts';
import { tensors } from '../generators/tensors.ts';
import { type Law, law, type Observation } from '../law.ts';
import { elementName, identical, literal, worst } from '../verbs/compare.ts';
import { filled, map } from '../verbs/tensors.ts';
import { followsIeee, stretchesBoth, withoutZeros } from './_internal/elementwise.ts';

export const laws: readonly Law[] = [
  law(div, 'C1', {
    cases: (context) => tensors(context, { x: 'm n' }, { entries: 'reals' }),
    check: async (on, { x }) => {
      const [one, divisor] = [filled(x, x.shape, 1), withoutZeros(x)];
      const [same, unit] = await Promise.all([on(div, { a: x, b: one }), on(div, { a: divisor, b: divisor })]);
      return [identical(same.c, x, 'x / 1'), identical(unit.c, one, 'x / x')];
    },
  }),
  law(div, 'C2', {
    hint: 'the dividend is multiplied by a rounded reciprocal',
    cases: (context) => tensors(context, { a: 'm n', b: 'm n' }).map(({ a, b }) => ({ a, b: withoutZeros(b) })),
    check: async (on, { a, b }) => {
      const product = map(a, (value, position) => value * (b.data[position] ?? Number.NaN));
      return [identical((await on(div, { a: product, b })).c, a, '(a b) / b')];
    },
  }),
  law(div, 'C3', {
    cases: (context) =>
      tensors(context, { a: 'm n', b: 'm n' }, { entries: 'reals' }).map(({ a, b }) => ({ a, b: withoutZeros(b) })),
    check: async (on, { a, b }, { u }) => {
      const { c } = await on(div, { a, b });
      const elements = Array.from(c.data, (quotient, position): Observation => {
        const [dividend, divisor] = [a.data[position] ?? Number.NaN, b.data[position] ?? Number.NaN];
        const what = elementName('(a / b) b', c.shape, position);
        if (!Number.isFinite(quotient)) return { ratio: Number.NaN, what, received: literal(quotient) };
        const back = exact.mul(exact.constant(quotient), exact.constant(divisor));
        const error = Math.abs(toNumber(exact.sub(back, exact.constant(dividend))));
        // The product is exact, so that at most a reciprocal and a product have rounded.
        const ratio = error === 0 ? 0 : error / (2 * u * (1 + u) * Math.abs(dividend));
        return { ratio, what, expected: literal(dividend), received: literal(toNumber(back)) };
      });
      return [worst(elements, '(a / b) b')];
    },
  }),
  stretchesBoth(div, 'C4', true),
  followsIeee(div, 'C5', { a: [1, -2, 3, 0, -0], b: [0, -0] }, (x, y) => x / y),
];
