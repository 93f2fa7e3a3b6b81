import fc from 'fast-check';
import { round } from '../../spec/tensor/round.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { dealt, dealtBelow } from '../generators/dealt.ts';
import { type Context, type Law, law } from '../law.ts';
import { elementName, identical, literal, worst } from '../verbs/compare.ts';
import { map } from '../verbs/tensors.ts';
import { tensorOfAnyRank } from './_internal/shaped.ts';

/** Significant bits of a data type. */
const bitsOf = ({ dtype }: Pick<Context, 'dtype'>): number => (dtype === 'float32' ? 24 : 53);

/** Integers of any number of bits that leaves `spare` of those of the data type. */
const integersOf = (context: Context, spare: number): fc.Arbitrary<number[]> => {
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

/** An odd integer of all bits: what is added to it, even 1, rounds it. */
const oddOf = (context: Context): fc.Arbitrary<number> => {
  const half = 2 ** (bitsOf(context) - 1);
  return fc.tuple(dealt([1, -1]), fc.nat(2 ** 22 - 1)).map(([sign, k]) => sign * (half + 2 * k + 1));
};

const vector = ({ dtype }: Context, values: readonly number[]): Tensor => tensorOf(dtype, [values.length], values);

/** The distance of numbers of the data type from one that is above 0; below a power of two it is half of it. */
const stepAt = (value: number, context: Context): number => 2 ** (Math.floor(Math.log2(value)) + 1 - bitsOf(context));

export const laws: readonly Law[] = [
  law(round, 'C1', {
    hint: 'halves go up, or away from 0; or 2^52 is added to what is not below it',
    cases: (context) =>
      integersOf(context, 1).map((integers) => ({
        x: vector(
          context,
          integers.map((n) => n + 0.5),
        ),
      })),
    check: async (on, { x }) => {
      const { y } = await on(round, { x });
      return [
        identical(
          y,
          map(x, (half) => 2 * Math.round(half / 2)),
          'round(n + 1/2)',
        ),
      ];
    },
  }),
  law(round, 'C2', {
    cases: (context) =>
      fc
        .tuple(
          tensorOfAnyRank(context, { entries: 'reals' }),
          integersOf(context, 0),
          oddOf(context),
          dealt([0, 0, 40]),
        )
        .map(([x, integers, odd, shift]) => ({
          x,
          n: vector(
            context,
            [...integers, odd].map((n) => n * 2 ** shift),
          ),
        })),
    check: async (on, { x, n }) => {
      const [{ y }, whole] = await Promise.all([on(round, { x }), on(round, { x: n })]);
      const near = Array.from(y.data, (value, at) => {
        const off = Math.abs(value - (x.data[at] ?? Number.NaN));
        return {
          ratio: Number.isInteger(value) && off <= 0.5 ? 0 : Number.POSITIVE_INFINITY,
          what: elementName('y', y.shape, at),
          expected: `an integer within 1/2 of ${literal(x.data[at] ?? Number.NaN)}`,
          received: literal(value),
        };
      });
      return [worst(near, 'y'), identical(whole.y, n, 'round(n)')];
    },
  }),
  law(round, 'C3', {
    cases: (context) =>
      tensorOfAnyRank(context, { entries: 'reals' }).map((x) => ({ x: map(x, (value) => Math.round(value * 4) / 4) })),
    check: async (on, { x }) => {
      const [plain, mirror] = await Promise.all([on(round, { x }), on(round, { x: map(x, (value) => -value) })]);
      return [
        identical(
          mirror.y,
          map(plain.y, (value) => -value),
          'round(-x)',
        ),
      ];
    },
  }),
  law(round, 'C4', {
    cases: (context) =>
      fc.record({
        x: tensorOfAnyRank(context, { entries: 'integers' }).map((x) => map(x, (value) => value / 8)),
        k: fc.integer({ min: -1_000, max: 1_000 }),
      }),
    check: async (on, { x, k }) => {
      const [plain, moved] = await Promise.all([on(round, { x }), on(round, { x: map(x, (value) => value + 2 * k) })]);
      return [
        identical(
          moved.y,
          map(plain.y, (value) => value + 2 * k),
          'round(x + 2 k)',
        ),
      ];
    },
  }),
  law(round, 'C5', {
    hint: 'floor(x + 1/2): the sum is rounded up to the next integer',
    cases: (context) =>
      integersOf(context, 2).map((integers) => {
        const halves = integers.map((n) => Math.abs(n) + 0.5);
        return {
          below: vector(
            context,
            halves.map((half) => half - stepAt(half, context) * (half === 0.5 ? 0.5 : 1)),
          ),
          above: vector(
            context,
            halves.map((half) => half + stepAt(half, context)),
          ),
        };
      }),
    check: async (on, { below, above }) => {
      const [low, high] = await Promise.all([on(round, { x: below }), on(round, { x: above })]);
      return [
        identical(low.y, map(below, Math.floor), 'below a half'),
        identical(high.y, map(above, Math.ceil), 'above a half'),
      ];
    },
  }),
  law(round, 'C6', {
    gradient: true,
    hint: 'the gradient is handed straight through, or is that of a smooth substitute',
    cases: (context) =>
      fc.tuple(integersOf(context, 2), dealt([0, 0.25, 0.5])).map(([integers, beside]) => ({
        x: vector(
          context,
          integers.map((n) => n + beside),
        ),
      })),
    check: async (on, { x }) => {
      const gradient = await on.gradient(round, { x }, { y: map(x, (_, at) => at + 1) });
      return [
        identical(
          gradient.x ?? x,
          map(x, () => 0),
          'gradient',
        ),
      ];
    },
  }),
];
