import fc from 'fast-check';
import { type Profile, ulpsOf } from '../../spec/scalars/bound.ts';
import { largestOf, leastNormalOf, unitRoundoff } from '../../spec/scalars/float.ts';
import { hypot, pow, reciprocal, sqrt, square } from '../../spec/tensor/powers.ts';
import type { Tensor } from '../../spec/tensor.ts';
import { dealt } from '../generators/dealt.ts';
import type { Context, Law } from '../law.ts';
import { asDefined, closedForm, equal } from '../metamorphic.ts';
import { map, negated, vector } from '../verbs/tensors.ts';
import { even, listOf, within } from './_internal/functions.ts';
import { beside, large, largest, ofAnySize, oneOf, signed, subnormal } from './_internal/sizes.ts';

const rootIsRounded = (profile: Profile): boolean => ulpsOf(profile).sqrt === 0.5;
const quotientIsRounded = (profile: Profile): boolean => ulpsOf(profile).div === 0.5;

interface Pair extends Readonly<Record<string, unknown>> {
  readonly a: Tensor;
  readonly b: Tensor;
}

/** Vectors of the first and of the second numbers of a few pairs. */
const pairsOf = (pair: fc.Arbitrary<readonly [number, number]>, context: Context): fc.Arbitrary<Pair> =>
  fc.array(pair, { minLength: 1, maxLength: 6 }).map((pairs) => ({
    a: vector(
      context,
      pairs.map(([a]) => a),
    ),
    b: vector(
      context,
      pairs.map(([, b]) => b),
    ),
  }));

/**
 * Bases and exponents whose power is of any size, a subnormal one too: a moderate base, or one beside 1 with an exponent as large as that
 * allows.
 */
const powers = (context: Context): fc.Arbitrary<readonly [number, number]> => {
  const [top, normal] = [largestOf(context.dtype) / 8, leastNormalOf(context.dtype)].map(Math.log);
  const subnormals = Math.log(4 * unitRoundoff(context.dtype));
  return fc
    .tuple(
      oneOf(ofAnySize, beside(1), beside(8))(context),
      fc.integer({ min: 1, max: 999 }),
      dealt(['large', 'small', 'subnormal']),
    )
    .map(([base, thousandths, size]) => {
      const [from = 0, way = 0] = { large: [0, top], small: [0, normal], subnormal: [normal, subnormals] }[size];
      return [base, (from + (way * thousandths) / 1_000) / Math.log(base)] as const;
    });
};

export const laws: readonly Law[] = [
  closedForm(sqrt, 'C1', {
    hint: 'the root is a product by a reciprocal root, or stops a step early',
    cases: (context) => listOf(oneOf(ofAnySize, subnormal, beside(1)), context),
    exactWhere: rootIsRounded,
    // A double is more than twice as long as the other types: rounded again it is the root of these.
    result: ({ x }) => ({ y: map(x, Math.sqrt) }),
  }),
  closedForm(sqrt, 'C2', {
    cases: (context) =>
      fc
        .array(fc.nat(2 ** Math.floor(-Math.log2(unitRoundoff(context.dtype)) / 2) - 1), { minLength: 1, maxLength: 6 })
        .map((list) => ({ k: vector(context, list) })),
    exactWhere: rootIsRounded,
    from: ({ k }) => ({ x: map(k, (root) => root * root) }),
    result: ({ k }) => ({ y: k }),
  }),
  even(square, 'C1'),
  closedForm(square, 'C2', {
    cases: (context) => listOf(signed(ofAnySize), context),
    exactWhere: ({ inputRoundoff }) => inputRoundoff === undefined,
    result: ({ x }) => ({ y: map(x, (value) => value * value) }),
  }),
  closedForm(reciprocal, 'C1', {
    hint: 'the reciprocal is an approximation that is not refined to the last digit',
    cases: (context) => listOf(signed(oneOf(beside(1), beside(64))), context),
    exactWhere: quotientIsRounded,
    result: ({ x }) => ({ y: map(x, (value) => 1 / value) }),
  }),
  closedForm(reciprocal, 'C2', {
    cases: (context) => {
      const most = Math.log2(largestOf(context.dtype)) - 2;
      return fc
        .array(fc.integer({ min: -Math.floor(most), max: Math.floor(most) }), { minLength: 1, maxLength: 6 })
        .map((list) => ({ k: vector(context, list) }));
    },
    exactWhere: quotientIsRounded,
    from: ({ k }) => ({ x: map(k, (exponent) => 2 ** exponent) }),
    result: ({ k }) => ({ y: map(k, (exponent) => 2 ** -exponent) }),
  }),
  within(reciprocal, 'C3', signed(oneOf(largest, large)), { hint: 'a subnormal result is flushed to 0' }),
  asDefined(pow, 'C1', {
    hint: 'a power is exp(b log |a|), or NaN for every negative number',
    cases: (context) =>
      pairsOf(
        fc.tuple(
          fc.integer({ min: 1, max: 36 }).map((quarters) => -quarters / 4),
          fc.integer({ min: -9, max: 9 }),
        ),
        context,
      ),
  }),
  asDefined(pow, 'C2', {
    hint: 'b log a has lost the digits that the power needs',
    cases: (context) => pairsOf(powers(context), context),
  }),
  closedForm(pow, 'C3', {
    cases: (context) =>
      pairsOf(
        fc.tuple(
          dealt([2, -2, 0.5, -0.5]),
          fc.integer({ min: 1100, max: 2000 }).chain((n) => dealt([n, -n])),
        ),
        context,
      ),
    result: ({ a, b }) => ({
      c: map(a, (base, at) => {
        const exponent = b.data[at] ?? 0;
        const size = Math.abs(base) > 1 === exponent > 0 ? Number.POSITIVE_INFINITY : 0;
        return base < 0 && exponent % 2 !== 0 ? -size : size;
      }),
    }),
  }),
  equal(hypot, 'C1', {
    repeats: true,
    // A square that is fused with the sum is not the one that is rounded before.
    advice: true,
    cases: (context) => pairsOf(fc.tuple(signed(ofAnySize)(context), signed(ofAnySize)(context)), context),
    sides: (f, { a, b }) => {
      const c = f({ a, b });
      return { 'hypot(b, a)': [f({ a: b, b: a }), c], 'hypot(-a, b)': [f({ a: negated(a), b }), c] };
    },
  }),
  asDefined(hypot, 'C2', {
    hint: 'a square over- or underflows',
    cases: (context) =>
      pairsOf(
        fc
          .tuple(signed(ofAnySize)(context), signed(beside(1))(context))
          .map(([a, ratio]) => [a / 64, (a * ratio) / 64] as const),
        context,
      ),
  }),
];
