import fc from 'fast-check';
import { ceil, floor, trunc } from '../../spec/tensor/roundings.ts';
import { isHalf } from '../../spec/tensor.ts';
import { dealt } from '../generators/dealt.ts';
import type { Law } from '../law.ts';
import { closedForm, equal } from '../metamorphic.ts';
import { map, negated, scaled, vector } from '../verbs/tensors.ts';
import { type OfOne, odd, strewn } from './_internal/functions.ts';
import { integers, integersOf, oddOf, stepAt } from './_internal/integers.ts';
import { ofAnySize, signed } from './_internal/sizes.ts';

/** C1: integers of any number of bits, and beyond those of the data type. */
const wholeStays = (operation: OfOne): Law =>
  closedForm<{ x: ReturnType<typeof vector> }, OfOne>(operation, 'C1', {
    hint: 'it goes through an integer type, or half is added before',
    cases: (context) =>
      fc
        .tuple(integersOf(context, 0), oddOf(context), dealt(isHalf(context.dtype) ? [0, 1, 2] : [0, 1, 2, 6, 24]))
        .map(([list, odd, shift]) => ({ x: scaled(vector(context, [...list, odd]), 2 ** (2 * shift)) })),
    result: ({ x }) => ({ y: x }),
  });

/** C2: a step above and below integers of few enough bits for that. */
const besideIntegers = (operation: OfOne, right: (value: number) => number): Law =>
  closedForm<{ x: ReturnType<typeof vector> }, OfOne>(operation, 'C2', {
    hint: 'what is near an integer is taken for it, or half is added before',
    cases: (context) =>
      fc.tuple(integers(context, 2), fc.constantFrom(1, -1)).map(([n, sign]) => ({
        x: map(n, (value) => {
          const whole = Math.abs(value) || 1;
          const isHalved = sign < 0 && Number.isInteger(Math.log2(whole));
          return Math.sign(value) * (whole + sign * stepAt(whole, context) * (isHalved ? 0.5 : 1));
        }),
      })),
    result: ({ x }) => ({ y: map(x, right) }),
  });

export const laws: readonly Law[] = [
  wholeStays(floor),
  besideIntegers(floor, Math.floor),
  wholeStays(ceil),
  besideIntegers(ceil, Math.ceil),
  equal(ceil, 'C3', {
    needs: [floor],
    cases: (context) => strewn(signed(ofAnySize), context),
    sides: async (f, { x }, below) => ({ 'ceil(x)': [f({ x }), negated(await below({ x: negated(x) }))] }),
  }),
  wholeStays(trunc),
  besideIntegers(trunc, Math.trunc),
  odd(trunc, 'C3'),
];
