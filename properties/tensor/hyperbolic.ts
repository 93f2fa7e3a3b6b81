import { largestOf } from '../../spec/scalars/float.ts';
import { acosh, asinh, atanh, cosh, sinh, tanh } from '../../spec/tensor/hyperbolic.ts';
import type { Context, Law } from '../law.ts';
import { lipschitz } from '../layers/_internal/activations.ts';
import { ofGradient, ofResult } from '../observed.ts';
import { between, each } from '../verbs/measured.ts';
import { filled } from '../verbs/tensors.ts';
import { even, listOf, odd, within, withinUlps } from './_internal/functions.ts';
import { below, beside, large, ofAnySize, oneOf, signed, small } from './_internal/sizes.ts';

/** Where e^x / 2 is the largest number, and e^x is too large. */
const overflow = ({ dtype }: Pick<Context, 'dtype'>): number => Math.log(largestOf(dtype)) + Math.LN2;
const nearOverflow = { hint: 'exp(x) is infinite before half of it is' };
const lost = { hint: 'exp(x) - exp(-x) has lost the digits of x' };

/** Numbers between -1 and 1, beside these and 0. */
const insideUnit = signed(oneOf(small, (context) => beside(1)(context).map((x) => (x > 1 ? 2 - x : x))));

export const laws: readonly Law[] = [
  odd(sinh, 'C1'),
  within(sinh, 'C2', signed(small), lost),
  withinUlps(sinh, 'C3', 'sinh', signed(below(overflow, Math.LN2)), nearOverflow),
  even(cosh, 'C1'),
  withinUlps(cosh, 'C2', 'cosh', signed(below(overflow, Math.LN2)), nearOverflow),
  odd(tanh, 'C1'),
  within(tanh, 'C2', signed(small), lost),
  ofResult(tanh, 'C3', {
    hint: 'exp(2 x) is infinite, and infinity over infinity NaN',
    cases: (context) =>
      listOf(
        signed(
          oneOf(
            large,
            ofAnySize,
            below(() => 24, 24),
          ),
        ),
        context,
      ),
    of: ({ y }, { x }) => [
      each('tanh(x)', y, (what, value, at) => {
        const isSaturated = Math.abs(x.data[at] ?? 0) >= 24;
        return between(what, Math.abs(value), [isSaturated ? 1 : 0, 1]);
      }),
    ],
  }),
  ofGradient(tanh, 'C4', {
    hint: 'the square of a result that is rounded beyond 1',
    cases: (context) =>
      listOf(
        signed(
          oneOf(
            small,
            large,
            below(() => 24, 24),
          ),
        ),
        context,
      ),
    cotangents: ({ x }) => ({ y: filled(x, x.shape, 1) }),
    of: ({ x: gradient }, _given, allowed) => {
      const { x: errors } = allowed();
      return [each('gradient', gradient, (what, slope, at) => between(what, slope, [0, 1], errors[at]))];
    },
  }),
  lipschitz(tanh, 'C5', 1),
  odd(asinh, 'C1'),
  within(asinh, 'C2', signed(small), { hint: 'x + sqrt(x^2 + 1) has lost the digits of x' }),
  within(asinh, 'C3', signed(large), { hint: 'the square of x is infinite' }),
  within(acosh, 'C1', (context) => beside(1)(context).map((x) => (x < 1 ? 2 - x : x)), {
    hint: 'x + sqrt(x^2 - 1) has lost the digits of x - 1',
  }),
  within(acosh, 'C2', large, { hint: 'the square of x is infinite' }),
  odd(atanh, 'C1', insideUnit),
  within(atanh, 'C2', insideUnit, { hint: 'the logarithm of a quotient near 1 has lost the digits of x' }),
];
