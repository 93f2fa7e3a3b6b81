import fc from 'fast-check';
import { largestOf, leastNormalOf, unitRoundoff } from '../../spec/scalars/float.ts';
import { log, log1p, log2, log10 } from '../../spec/tensor/logarithms.ts';
import type { Context, Law } from '../law.ts';
import { closedForm } from '../metamorphic.ts';
import { map, vector } from '../verbs/tensors.ts';
import { type OfOne, within } from './_internal/functions.ts';
import { beside, large, largest, ofAnySize, oneOf, signed, small, subnormal } from './_internal/sizes.ts';

const hint = 'the digits that x and 1 share are lost';

/** C1 and C2 of a logarithm to any base. */
const ofAnyBase = (operation: OfOne): readonly Law[] => [
  within(operation, 'C1', beside(1), { hint }),
  within(operation, 'C2', oneOf(subnormal, ofAnySize, largest)),
];

/** Exponents of the powers of a base that are numbers of the data type. */
const exponents = ({ dtype }: Context, least: number, most: number): fc.Arbitrary<number[]> => {
  const bits = -Math.log2(unitRoundoff(dtype));
  const ends = [
    Math.max(least, Math.log2(leastNormalOf(dtype)) - bits + 2),
    Math.min(most, Math.log2(largestOf(dtype))),
  ];
  const [min = 0, max = 0] = ends.map(Math.floor);
  return fc.array(fc.integer({ min, max }), { minLength: 1, maxLength: 6 });
};

/** The largest power of ten that each data type holds without rounding: 5^k has as many bits as it has. */
const mostTens = { float64: 22, float32: 10, float16: 4, bfloat16: 3 } as const;

export const laws: readonly Law[] = [
  ...ofAnyBase(log),
  within(log1p, 'C1', signed(small), { hint }),
  within(
    log1p,
    'C2',
    oneOf(large, (context) => beside(1)(context).map((x) => -Math.min(x, 2 - x))),
  ),
  ...ofAnyBase(log2),
  closedForm(log2, 'C3', {
    hint: 'the natural logarithm is divided by that of 2',
    advice: true,
    cases: (context) => exponents(context, -1074, 1023).map((list) => ({ k: vector(context, list) })),
    from: ({ k }) => ({ x: map(k, (exponent) => 2 ** exponent) }),
    result: ({ k }) => ({ y: k }),
  }),
  ...ofAnyBase(log10),
  closedForm(log10, 'C3', {
    hint: 'the natural logarithm is divided by that of 10',
    advice: true,
    cases: (context) => exponents(context, 0, mostTens[context.dtype]).map((list) => ({ k: vector(context, list) })),
    from: ({ k }) => ({ x: map(k, (exponent) => 10 ** exponent) }),
    result: ({ k }) => ({ y: k }),
  }),
];
