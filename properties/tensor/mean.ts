import fc from 'fast-check';
import { mean } from '../../spec/tensor/mean.ts';
import { sum } from '../../spec/tensor/sum.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { integerEntry, pool } from '../generators/entries.ts';
import { type Context, type Law, law } from '../law.ts';
import { identical, literal } from '../verbs/compare.ts';
import { filled, map } from '../verbs/tensors.ts';
import { keepsElements, refusesRepeatedAxes } from './_internal/reductions.ts';
import { filledFrom, tensorOfAnyRank } from './_internal/shaped.ts';

const hint = 'the sum is multiplied by a rounded 1 / n, or divided by another number than n';

/** Integers whose mean is an integer: the first one makes up for the rest. */
function withIntegerMean(x: Tensor): Tensor {
  const total = Array.from(x.data).reduce((sum, value) => sum + value, 0);
  const count = x.data.length;
  return map(x, (value, position) => (position === 0 ? value - (((total % count) + count) % count) : value));
}

const sizesOfPowersOfTwo = (context: Context) =>
  fc
    .record({
      shape: fc.array(fc.constantFrom(1, 2, 4), { maxLength: 3, size: 'max' }),
      pool: pool('integers'),
      fill: fc.constantFrom(1, 0),
    })
    .map(({ shape, pool, fill }) => ({ x: filledFrom(context, shape, pool, fill) }));

export const laws: readonly Law[] = [
  law(mean, 'C1', {
    cases: (context) =>
      fc
        .record({ x: tensorOfAnyRank(context, { entries: 'reals' }), level: fc.boolean() })
        // Among equal elements nothing but rounding lies between the extremes.
        .map(({ x, level }) => ({ x: level ? filled(x, x.shape, x.data[0] ?? 0) : x })),
    check: async (on, { x }, { u }) => {
      const got = (await on(mean, { x })).y.data[0] ?? Number.NaN;
      const [least, most] = [Math.min(...x.data), Math.max(...x.data)];
      const outside = Math.max(least - got, got - most);
      // n - 1 additions and a division, which may be a reciprocal and a product.
      const allowed = (x.data.length + 1) * u * Math.max(-least, most);
      return [
        {
          ratio: outside <= 0 ? 0 : outside / allowed,
          what: 'mean between the extremes',
          expected: `${literal(least)} to ${literal(most)}`,
          received: literal(got),
        },
      ];
    },
  }),
  law(mean, 'C2', {
    hint,
    cases: ({ dtype }) =>
      fc
        .record({
          shape: fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 3, size: 'max' }),
          value: integerEntry,
        })
        .map(({ shape, value }) => ({ x: filled({ dtype, shape: [], data: new Float64Array(1) }, shape, value) })),
    check: async (on, { x }) => [identical((await on(mean, { x })).y, tensorOf(x.dtype, [], [x.data[0] ?? 0]), 'mean')],
  }),
  law(mean, 'C3', {
    hint,
    cases: (context) =>
      fc
        .record({ x: tensorOfAnyRank(context), shift: fc.integer({ min: -999, max: 999 }) })
        .map(({ x, shift }) => ({ x: withIntegerMean(x), shift })),
    check: async (on, { x, shift }) => {
      const add = (tensor: Tensor) => map(tensor, (value) => value + shift);
      const [plain, shifted] = await Promise.all([on(mean, { x }), on(mean, { x: add(x) })]);
      return [identical(shifted.y, add(plain.y), 'mean(x + c)')];
    },
  }),
  law(mean, 'C4', {
    needs: [sum],
    cases: sizesOfPowersOfTwo,
    check: async (on, { x }) => {
      const [average, total] = await Promise.all([on(mean, { x }), on(sum, { x })]);
      return [
        identical(
          map(average.y, (value) => value * x.data.length),
          total.y,
          'n mean(x)',
        ),
      ];
    },
  }),
  keepsElements(mean, 'C5'),
  refusesRepeatedAxes(mean),
];
