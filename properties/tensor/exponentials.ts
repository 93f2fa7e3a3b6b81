import { largestOf, leastNormalOf, unitRoundoff } from '../../spec/scalars/float.ts';
import { exp, expm1 } from '../../spec/tensor/exponentials.ts';
import type { Context, Law } from '../law.ts';
import { closedForm } from '../metamorphic.ts';
import { ofResult } from '../observed.ts';
import { atLeast, each } from '../verbs/measured.ts';
import { map } from '../verbs/tensors.ts';
import { listOf, within, withinUlps } from './_internal/functions.ts';
import { below, large, oneOf, signed, small } from './_internal/sizes.ts';

/** The argument from which on exp is infinite, and that below which it is 0. */
const overflow = ({ dtype }: Pick<Context, 'dtype'>): number => Math.log(largestOf(dtype));
const underflow = ({ dtype }: Pick<Context, 'dtype'>): number =>
  Math.log(leastNormalOf(dtype)) + Math.log(unitRoundoff(dtype));

export const laws: readonly Law[] = [
  withinUlps(
    exp,
    'C1',
    'exp',
    oneOf(
      below(overflow, 2),
      below(({ dtype }) => Math.log(leastNormalOf(dtype)) + 2, 2),
      below(({ dtype }) => Math.log(leastNormalOf(dtype)), 8),
    ),
    { hint: 'the result is scaled by a power of two that is itself out of range' },
  ),
  closedForm(exp, 'C2', {
    cases: (context) =>
      listOf(
        oneOf(
          (given) => large(given).map((x) => overflow(given) + 1 + x),
          (given) => large(given).map((x) => underflow(given) - 2 - x),
        ),
        context,
      ),
    result: ({ x }) => ({ y: map(x, (value) => (value > 0 ? Number.POSITIVE_INFINITY : 0)) }),
  }),
  within(expm1, 'C1', signed(small), { hint: 'exp(x) - 1 has lost the digits of x' }),
  ofResult(expm1, 'C2', {
    cases: (context) =>
      listOf(
        oneOf(
          large,
          small,
          below(() => 40, 40),
        ),
        context,
      ),
    from: ({ x }) => ({ x: map(x, (value) => -Math.abs(value)) }),
    of: ({ y }) => [each('expm1(-x)', y, (what, value) => atLeast(what, value, -1))],
  }),
];
