import type fc from 'fast-check';
import { ulpsOf } from '../../spec/scalars/bound.ts';
import { exact } from '../../spec/scalars/exact.ts';
import { div } from '../../spec/tensor/div.ts';
import type { Tensor } from '../../spec/tensor.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law, type Observation } from '../law.ts';
import { ofResult } from '../observed.ts';
import { identical, worst } from '../verbs/compare.ts';
import { matchesDefinition } from '../verbs/judge.ts';
import { each, near, nearExactly } from '../verbs/measured.ts';
import { filled, times, withoutZeros, zipped } from '../verbs/tensors.ts';
import { followsIeee, stretchesBoth } from './_internal/elementwise.ts';

interface Pair {
  readonly a: Tensor;
  readonly b: Tensor;
}

/** A quotient that is a number of the data type: that number where division is correctly rounded, within its bound elsewhere. */
const roundedOnce = (c: Tensor, { a, b }: Pair, what: string, context: Context): Observation =>
  ulpsOf(context.profile).div === 0.5
    ? identical(
        c,
        zipped(a, b, (x, y) => x / y),
        what,
      )
    : worst(matchesDefinition(div, { a, b }, {}, { c }, context), what);

/** A tensor, and one without zeros. */
const pairs = (context: Context, entries: 'integers' | 'reals'): fc.Arbitrary<{ a: Tensor; b: Tensor }> =>
  tensors(context, { a: 'm n', b: 'm n' }, { entries }).map(({ a, b }) => ({ a, b: withoutZeros(b) }));

export const laws: readonly Law[] = [
  law(div, 'C1', {
    cases: (context) => tensors(context, { x: 'm n' }, { entries: 'reals' }),
    check: async (on, { x }, context) => {
      const [byOne, byItself] = [
        { a: x, b: filled(x, x.shape, 1) },
        { a: withoutZeros(x), b: withoutZeros(x) },
      ];
      const [same, unit] = await Promise.all([on(div, byOne), on(div, byItself)]);
      return [roundedOnce(same.c, byOne, 'x / 1', context), roundedOnce(unit.c, byItself, 'x / x', context)];
    },
  }),
  ofResult(div, 'C2', {
    hint: 'the dividend is multiplied by a rounded reciprocal',
    cases: (context) => pairs(context, 'integers').map(({ a, b }) => ({ a: times(a, b), b })),
    of: ({ c }, given, _bounds, context) => [roundedOnce(c, given, '(a b) / b', context)],
  }),
  ofResult(div, 'C3', {
    cases: (context) => pairs(context, 'reals'),
    of: ({ c }, { a, b }, _bounds, { u, profile }) => [
      each('(a / b) b', c, (what, quotient, at) => {
        const [dividend, divisor] = [a.data[at] ?? Number.NaN, b.data[at] ?? Number.NaN];
        // The product is exact, so that at most a reciprocal and a product have rounded.
        const allowed = (2 * ulpsOf(profile).div + 1) * u * (1 + u) * Math.abs(dividend);
        if (!Number.isFinite(quotient)) return near(what, quotient, dividend, allowed);
        const back = exact.mul(exact.constant(quotient), exact.constant(divisor));
        return nearExactly(what, back, exact.constant(dividend), allowed);
      }),
    ],
  }),
  stretchesBoth(div, 'C4', true),
  followsIeee(div, 'C5', { a: [1, -2, 3, 0, -0], b: [0, -0] }, (x, y) => x / y),
];
