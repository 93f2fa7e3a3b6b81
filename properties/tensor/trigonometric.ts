import fc from 'fast-check';
import { acos, asin, atan, atan2, cos, sin, tan } from '../../spec/tensor/trigonometric.ts';
import type { Law } from '../law.ts';
import { asDefined, metamorphic } from '../metamorphic.ts';
import { ofResult } from '../observed.ts';
import { atLeast, atMost, each } from '../verbs/measured.ts';
import { map, negated, vector } from '../verbs/tensors.ts';
import { even, listOf, type OfOne, odd, strewn, within } from './_internal/functions.ts';
import { beside, large, multiplesOfRightAngle, ofAnySize, oneOf, signed, small } from './_internal/sizes.ts';

const lost = { hint: 'the argument is reduced by a pi of too few digits' };

/** C4: no result passes 1, at the turning points either. */
const atMostOne = (operation: OfOne): Law =>
  ofResult<{ x: Parameters<typeof map>[0] }, OfOne>(operation, 'C4', {
    cases: (context) => listOf(signed(oneOf(multiplesOfRightAngle, ofAnySize)), context),
    of: ({ y }) => [each('f(x)', y, (what, value) => atMost(what, Math.abs(value), 1))],
  });

/** Numbers from -1 to 1 beside the ends and 0, and the ends. */
const inUnit = oneOf(
  (context) => signed(beside(1))(context).map((x) => (Math.abs(x) > 1 ? 2 * Math.sign(x) - x : x)),
  signed(small),
  signed(() => fc.constant(1)),
);

export const laws: readonly Law[] = [
  odd(sin, 'C1'),
  within(sin, 'C2', signed(large), lost),
  within(sin, 'C3', signed(multiplesOfRightAngle), lost),
  atMostOne(sin),
  even(cos, 'C1'),
  within(cos, 'C2', signed(large), lost),
  within(cos, 'C3', signed(multiplesOfRightAngle), lost),
  atMostOne(cos),
  odd(tan, 'C1'),
  within(tan, 'C2', signed(large), lost),
  within(tan, 'C3', signed(multiplesOfRightAngle), lost),
  odd(asin, 'C1', inUnit),
  within(asin, 'C2', inUnit),
  ofResult(acos, 'C1', {
    cases: (context) => listOf(inUnit, context),
    of: ({ y }) => [each('acos(x)', y, (what, value) => atLeast(what, value, 0))],
  }),
  within(acos, 'C2', inUnit, { hint: 'pi / 2 - asin(x) has lost the digits of a small angle' }),
  odd(atan, 'C1'),
  within(atan, 'C2', signed(oneOf(small, large))),
  metamorphic(atan2, 'C1', {
    repeats: true,
    cases: (context) => strewn(signed(ofAnySize), context).map(({ x }) => ({ y: x, x: map(x, (value) => value - 1) })),
    to: ({ y }) => ({ y: negated(y) }),
    result: ({ angle }) => ({ angle: negated(angle) }),
    what: 'atan2(-y, x)',
  }),
  asDefined(atan2, 'C2', {
    hint: 'the quotient y / x over- or underflows, or the quadrant is that of the opposite point',
    cases: (context) =>
      fc
        .array(fc.tuple(signed(ofAnySize)(context), signed(ofAnySize)(context)), { minLength: 1, maxLength: 6 })
        .map((pairs) => ({
          y: vector(
            context,
            pairs.map(([y]) => y),
          ),
          x: vector(
            context,
            pairs.map(([, x]) => x),
          ),
        })),
  }),
];
