import fc from 'fast-check';
import { unitRoundoff } from '../../../spec/scalars/float.ts';
import { dealt, dealtBelow } from '../../generators/dealt.ts';
import type { Context } from '../../law.ts';
import { vector } from '../../verbs/tensors.ts';

/** Significant bits of a data type. */
const bitsOf = ({ dtype }: Pick<Context, 'dtype'>): number => -Math.log2(unitRoundoff(dtype));

/** Integers of any number of bits that leaves `spare` of those of the data type. */
export const integersOf = (context: Context, spare: number): fc.Arbitrary<number[]> => {
  const bits = bitsOf(context) - spare;
  const integer = fc
    .tuple(
      dealt([1, 2, 3, 8, 20, bits]),
      dealtBelow(bits),
      dealt([false, true]),
      fc.noBias(fc.integer({ min: 1 - 2 ** 53, max: 2 ** 53 - 1 })),
    )
    .map(([often, any, isAny, wide]) => Math.round(wide * 2 ** ((isAny ? any + 1 : Math.min(often, bits)) - 53)));
  return fc.array(integer, { minLength: 1, maxLength: 6 });
};

/** The same as a vector. */
export const integers = (context: Context, spare: number) =>
  integersOf(context, spare).map((list) => vector(context, list));

/** An odd integer of all bits: what is added to it, even 1, rounds it. */
export const oddOf = (context: Context): fc.Arbitrary<number> => {
  const bits = bitsOf(context);
  const half = 2 ** (bits - 1);
  return fc
    .tuple(dealt([1, -1]), fc.nat(2 ** Math.min(22, bits - 2) - 1))
    .map(([sign, k]) => sign * (half + 2 * k + 1));
};

/** The distance of numbers of the data type from one that is above 0; below a power of two it is half of it. */
export const stepAt = (value: number, context: Context): number =>
  2 ** (Math.floor(Math.log2(value)) + 1 - bitsOf(context));
