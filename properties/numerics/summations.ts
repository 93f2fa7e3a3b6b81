import fc from 'fast-check';
import { sumCompensated, sumPairwise } from '../../spec/numerics/summations.ts';
import { exact, magnitudeAbove } from '../../spec/scalars/exact.ts';
import { largestOf, unitRoundoff } from '../../spec/scalars/float.ts';
import { type FloatDtype, type Tensor, tensorOf } from '../../spec/tensor.ts';
import { dealt } from '../generators/dealt.ts';
import { type Law, law } from '../law.ts';
import { closedForm } from '../metamorphic.ts';
import { nearExactly } from '../verbs/measured.ts';
import { ofNothing } from '../verbs/ofNothing.ts';
import { only, vector } from '../verbs/tensors.ts';

/** gamma_k = k u / (1 - k u). */
const gamma = (k: number, u: number): number => (k * u) / (1 - k * u);

/** The exact sum and that of the magnitudes. */
const sumsOf = ({ data }: Tensor) => ({
  sum: exact.sum(Array.from(data, (one) => exact.constant(one))),
  magnitude: Array.from(data).reduce((sum, one) => sum + Math.abs(one), 0),
});

/**
 * Long vectors on which additions one after another lose most: of one number, whose roundings all have one sign while the sum doubles;
 * or of numbers that all vanish beside the first one, or the last.
 */
const monotone = ({ dtype }: { readonly dtype: FloatDtype }) =>
  fc
    .record({
      n: dealt([1, 7, 129, 1000, 4096]),
      kind: dealt(['alike', 'first', 'last'] as const),
      sign: dealt([1, -1]),
      digits: fc.integer({ min: 1, max: 2 ** 20 }),
      block: dealt([1, 2, 8, 128]),
    })
    .map(({ n, kind, sign, digits, block }) => {
      const u = unitRoundoff(dtype);
      const one = sign * (0.5 + digits / 2 ** 21);
      const large = kind === 'first' ? 0 : n - 1;
      const values = Array.from({ length: n }, (_, i) => (kind === 'alike' ? one : i === large ? sign : u * one));
      return { x: vector({ dtype }, values), block };
    });

/** Elements of many sizes, and at the end, or in between, those that cancel what the first ones sum to. */
const cancelling = ({ dtype }: { readonly dtype: FloatDtype }) => {
  const reach = { float64: 60, float32: 30, float16: 6, bfloat16: 20 }[dtype];
  const element = fc.record({
    digits: fc.integer({ min: -64, max: 64 }),
    exponent: fc.integer({ min: 0, max: reach }),
  });
  return fc
    .record({
      elements: fc.array(element, { minLength: 1, maxLength: 40, size: 'max' }),
      kept: dealt([0, 1, 3]),
      isMixed: dealt([true, false]),
    })
    .map(({ elements, kept, isMixed }) => {
      const values = elements.map(({ digits, exponent }) => (digits / 4) * 2 ** exponent);
      const opposite = values.slice(kept).map((one) => -one);
      const all = isMixed ? values.flatMap((one, i) => [opposite[i] ?? 0, one]) : [...values, ...opposite];
      return { x: vector({ dtype }, all) };
    });
};

const nothing = {
  share: 0.1,
  cases: ({ dtype }: { readonly dtype: FloatDtype }) => fc.constant({ x: tensorOf(dtype, [0], []) }),
};

export const laws: readonly Law[] = [
  law(sumPairwise, 'C1', {
    share: 0.6,
    hint: 'the elements are added one after another',
    cases: monotone,
    check: async (on, { x, block }, { u }) => {
      const { s } = await on(sumPairwise, { x }, { block });
      const { sum, magnitude } = sumsOf(x);
      const height = Math.ceil(Math.log2(Math.max(1, x.data.length / block))) + block;
      return [nearExactly('sum', only(s), sum, gamma(height, u) * magnitude)];
    },
  }),
  law(sumPairwise, 'C2', {
    ...nothing,
    check: async (on, { x }, context) => [
      await ofNothing(async () => (await on(sumPairwise, { x })).s, 0, { a: x, batch: [] }, context, 'sum of nothing'),
    ],
  }),
  law(sumCompensated, 'C1', {
    hint: 'what an addition loses is not kept, or only where the sum is the larger one',
    cases: cancelling,
    check: async (on, { x }, { u }) => {
      const { s } = await on(sumCompensated, { x });
      const { sum, magnitude } = sumsOf(x);
      const allowed = u * magnitudeAbove(sum) + gamma(x.data.length - 1, u) ** 2 * magnitude;
      return [nearExactly('sum', only(s), sum, allowed)];
    },
  }),
  closedForm(sumCompensated, 'C2', {
    share: 0.3,
    hint: 'what is lost is computed as if the sum were the larger one',
    cases: ({ dtype }) =>
      fc
        .record({ a: fc.integer({ min: -8, max: 8 }), b: fc.integer({ min: -8, max: 8 }), share: dealt([1, 0.5, 0.9]) })
        .map(({ a, b, share }) => {
          const large = 2 ** Math.floor(share * Math.log2(largestOf(dtype) / 2));
          return { a, b, x: vector({ dtype }, [a, large, b, -large]) };
        }),
    result: ({ a, b, x }) => ({ s: tensorOf(x.dtype as FloatDtype, [], [a + b]) }),
  }),
  law(sumCompensated, 'C3', {
    ...nothing,
    check: async (on, { x }, context) => [
      await ofNothing(
        async () => (await on(sumCompensated, { x })).s,
        0,
        { a: x, batch: [] },
        context,
        'sum of nothing',
      ),
    ],
  }),
];
