import fc from 'fast-check';
import { ulpsOf } from '../../spec/scalars/bound.ts';
import { add } from '../../spec/tensor/add.ts';
import { floorDivide, remainder, scale, sub } from '../../spec/tensor/arithmetic.ts';
import type { Tensor } from '../../spec/tensor.ts';
import { dealt } from '../generators/dealt.ts';
import { tensors } from '../generators/tensors.ts';
import type { Context, Law } from '../law.ts';
import { closedForm, equal } from '../metamorphic.ts';
import { ofResult } from '../observed.ts';
import { literal } from '../verbs/compare.ts';
import { each, holds } from '../verbs/measured.ts';
import { filled, map, negated, plus, scaled, vector, zeros, zipped } from '../verbs/tensors.ts';
import { stretchesBoth } from './_internal/elementwise.ts';
import { strewn } from './_internal/functions.ts';
import { ofAnySize, signed } from './_internal/sizes.ts';

interface Divided extends Readonly<Record<string, unknown>> {
  readonly q: Tensor;
  readonly b: Tensor;
  readonly r: Tensor;
}

/** Quotients, divisors and remainders of their sign, such that the dividend is an integer of the data type. */
const divided = (context: Context): fc.Arbitrary<Divided> => {
  const most = context.dtype === 'float64' || context.dtype === 'float32' ? 999 : 9;
  const one = fc
    .tuple(
      fc.integer({ min: -most, max: most }),
      fc.integer({ min: 1, max: most }),
      fc.nat(most),
      dealt([1, -1, 0]),
      // A quotient may be beyond every integer type of the machine, of 32 bits at least.
      dealt(context.dtype === 'float64' ? [1, 1, 2 ** 32] : [1]),
    )
    .map(([q, size, rest, sign, far]) => [far * q, (sign || 1) * size, sign * (rest % size)] as const);
  return fc.array(one, { minLength: 1, maxLength: 6 }).map((list) => ({
    q: vector(
      context,
      list.map(([q]) => q),
    ),
    b: vector(
      context,
      list.map(([, b]) => b),
    ),
    r: vector(
      context,
      list.map(([, , r]) => r),
    ),
  }));
};

const dividend = ({ q, b, r }: Divided): Tensor =>
  plus(
    zipped(q, b, (x, y) => x * y),
    r,
  );

/** Reals of usual size by divisors that are not 0. */
const quotients = (context: Context) =>
  fc
    .tuple(tensors(context, { a: 'm n', b: 'm n' }, { entries: 'reals' }), dealt([0, 8, 20]))
    .map(([{ a, b }, apart]) => ({
      a: scaled(a, 2 ** Math.min(apart, context.dtype === 'float16' ? 8 : 20)),
      b: map(b, (value) => value || 1),
    }));

export const laws: readonly Law[] = [
  equal(sub, 'C1', {
    needs: [add],
    cases: (context) => tensors(context, { a: 'm n', b: 'm n' }, { entries: 'reals' }),
    sides: (f, { a, b }, plusOf) => ({ 'a + (-b)': [f({ a, b }), plusOf({ a, b: negated(b) })] }),
  }),
  equal(sub, 'C2', {
    cases: (context) => strewn(signed(ofAnySize), context),
    sides: (f, { x }) => ({ 'x - 0': [f({ a: x, b: zeros(x) }), x], 'x - x': [f({ a: x, b: x }), zeros(x)] }),
  }),
  equal(sub, 'C3', {
    cases: (context) => tensors(context, { a: 'm n', b: 'm n' }, { entries: 'reals' }),
    sides: async (f, { a, b }) => ({ '-(b - a)': [negated(await f({ a: b, b: a })), f({ a, b })] }),
  }),
  stretchesBoth(sub, 'C4'),
  closedForm(floorDivide, 'C1', {
    hint: 'the quotient is truncated, or a reciprocal was multiplied by',
    cases: divided,
    exactWhere: (profile) => ulpsOf(profile).div === 0.5,
    from: (given) => ({ a: dividend(given), b: given.b }),
    result: ({ q }) => ({ c: q }),
  }),
  ofResult(floorDivide, 'C2', {
    cases: quotients,
    of: ({ c }) => [
      each('c', c, (what, value) =>
        holds(what, Number.isInteger(value) || !Number.isFinite(value), 'an integer', literal(value)),
      ),
    ],
  }),
  closedForm(remainder, 'C1', {
    hint: 'the remainder has the sign of the dividend',
    cases: divided,
    from: (given) => ({ a: dividend(given), b: given.b }),
    result: ({ r }) => ({ c: r }),
  }),
  ofResult(remainder, 'C2', {
    cases: quotients,
    of: ({ c }, { b }) => [
      each('c', c, (what, value, at) => {
        const share = value / (b.data[at] ?? 1);
        return holds(what, share >= 0 && share <= 1, `from 0 to ${literal(b.data[at] ?? 1)}`, literal(value));
      }),
    ],
  }),
  closedForm(remainder, 'C3', {
    hint: 'a - b floor(a / b) loses what the quotient has of digits',
    cases: (context) =>
      quotients(context).map(({ a, b }) => ({ a: zipped(a, b, (x, y) => Math.sign(y) * Math.abs(x)), b })),
    result: ({ a, b }) => ({ c: zipped(a, b, (x, y) => x % y) }),
  }),
  equal(scale, 'C1', {
    cases: (context) => strewn(signed(ofAnySize), context),
    sides: (f, { x }) => ({
      '1 x': [f({ x, factor: 1 }), x],
      '(-1) x': [f({ x, factor: -1 }), negated(x)],
    }),
  }),
  equal(scale, 'C2', {
    cases: (context) =>
      fc
        .tuple(tensors(context, { x: 'm n', z: 'm n' }), fc.integer({ min: -9, max: 9 }))
        .map(([given, factor]) => ({ ...given, factor })),
    sides: async (f, { x, z, factor }) => ({
      'c (x + z)': [f({ x: plus(x, z), factor }), plus(await f({ x, factor }), await f({ x: z, factor }))],
    }),
  }),
  closedForm(scale, 'C3', {
    asks: ['NaN'],
    hint: 'a factor of 0 is taken to give 0',
    hintOfLoss: true,
    cases: (context) =>
      fc
        .array(dealt([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]), { minLength: 1, maxLength: 4 })
        .map((list) => ({ x: vector(context, list), factor: 0 })),
    result: ({ x }) => ({ y: filled(x, x.shape, Number.NaN) }),
  }),
];
