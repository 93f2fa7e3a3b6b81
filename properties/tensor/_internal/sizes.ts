import fc from 'fast-check';
import { largestOf, leastNormalOf, unitRoundoff } from '../../../spec/scalars/float.ts';
import { dealt } from '../../generators/dealt.ts';
import type { Context } from '../../law.ts';

type Numbers = (context: Pick<Context, 'dtype'>) => fc.Arbitrary<number>;

/** A number from 1 up to 2, of 53 bits. */
const digits = fc
  .tuple(fc.noBias(fc.nat(2 ** 26 - 1)), fc.noBias(fc.nat(2 ** 26 - 1)))
  .map(([high, low]) => 1 + high * 2 ** -26 + low * 2 ** -52);

/** A positive number whose exponent is one of these. */
const between = (least: number, most: number): fc.Arbitrary<number> =>
  fc.tuple(digits, fc.integer({ min: least, max: most })).map(([m, exponent]) => m * 2 ** exponent);

/** From a power of two up to the largest number, beyond which none is rounded. */
const upTo = (context: Pick<Context, 'dtype'>, least: number): fc.Arbitrary<number> =>
  between(least, ends(context).most).map((value) => Math.min(value, largestOf(context.dtype)));

const ends = ({ dtype }: Pick<Context, 'dtype'>) => {
  const normal = Math.log2(leastNormalOf(dtype));
  return {
    least: normal + Math.log2(unitRoundoff(dtype)) + 2,
    normal,
    most: Math.round(Math.log2(largestOf(dtype))) - 1,
  };
};

/** Numbers of either sign. */
export const signed =
  (numbers: Numbers): Numbers =>
  (context) =>
    fc.tuple(numbers(context), dealt([1, -1])).map(([value, sign]) => sign * value);

/** Of some classes of numbers each as often as the others. */
export const oneOf =
  (...classes: readonly Numbers[]): Numbers =>
  (context) =>
    fc
      .tuple(dealt([...classes.keys()]), fc.tuple(...classes.map((numbers) => numbers(context))))
      .map(([at, drawn]) => drawn[at] ?? 1);

/** Positive numbers of every size that the data type holds, subnormal ones too. */
export const ofAnySize: Numbers = (context) => upTo(context, ends(context).least);

/** Those from 1 to the largest. */
export const large: Numbers = (context) => upTo(context, 0);

/** Those of the last two powers of two, the reciprocals of most of which are subnormal. */
export const largest: Numbers = (context) => upTo(context, ends(context).most - 1);

/** Those below 1/8, to the smallest. */
export const small: Numbers = (context) => between(ends(context).least, -4);

export const subnormal: Numbers = (context) => between(ends(context).least, ends(context).normal - 1);

/** Numbers a little above or below a centre, by an ulp or more. */
export const beside =
  (centre: number): Numbers =>
  (context) =>
    fc
      .tuple(between(Math.log2(unitRoundoff(context.dtype)), -3), dealt([1, -1]))
      .map(([distance, sign]) => centre + sign * distance);

/** Numbers up to `width` below a limit that the data type has. */
export const below =
  (limit: (context: Pick<Context, 'dtype'>) => number, width: number): Numbers =>
  (context) =>
    digits.map((m) => limit(context) - width * (m - 1));

/** Multiples of pi / 2, rounded: a double that lies nearer to one than almost any other is among them. */
export const multiplesOfRightAngle: Numbers = (context) =>
  fc
    .tuple(
      fc.integer({ min: 1, max: context.dtype === 'float64' ? 2 ** 30 : 2 ** 10 }),
      fc.nat(30),
      dealt([false, false, false, true]),
    )
    .map(([k, shift, isNearest]) =>
      isNearest && context.dtype === 'float64'
        ? 6381956970095103 * 2 ** 797
        : Math.ceil(k / 2 ** shift) * (Math.PI / 2),
    );
