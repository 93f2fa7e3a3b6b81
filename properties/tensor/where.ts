import fc from 'fast-check';
import { where } from '../../spec/tensor/where.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { dealt } from '../generators/dealt.ts';
import { tensors } from '../generators/tensors.ts';
import { type Case, type Context, type Law, law } from '../law.ts';
import { identical } from '../verbs/compare.ts';
import { map } from '../verbs/tensors.ts';

interface Chosen extends Case {
  readonly condition: Tensor;
  readonly a: Tensor;
  readonly b: Tensor;
}

/** A condition and two tensors, of one shape. */
const choices = (context: Context): fc.Arbitrary<Chosen> =>
  fc
    .record({
      base: tensors(context, { a: 'm n', b: 'm n' }, { entries: 'reals' }),
      flags: fc.array(fc.integer({ min: 0, max: 1 }), { minLength: 1, maxLength: 7 }),
    })
    .map(({ base, flags }) => ({
      ...base,
      condition: conditionOf(base.a, (_, at) => flags[at % flags.length] ?? 0),
    }));

const conditionOf = (like: Tensor, of: (value: number, at: number) => number): Tensor =>
  tensorOf('int32', like.shape, Array.from(like.data, of));

const negation = (condition: Tensor): Tensor => conditionOf(condition, (value) => (value === 0 ? 1 : 0));

export const laws: readonly Law[] = [
  law(where, 'C1', {
    cases: choices,
    check: async (on, { condition, a }) => [
      identical((await on(where, { condition, a, b: a })).c, a, 'where(c, a, a)'),
    ],
  }),
  law(where, 'C2', {
    cases: choices,
    check: async (on, { condition, a, b }) => {
      const [plain, turned] = await Promise.all([
        on(where, { condition, a: b, b: a }),
        on(where, { condition: negation(condition), a, b }),
      ]);
      return [identical(turned.c, plain.c, 'where(not c, a, b)')];
    },
  }),
  law(where, 'C3', {
    hint: 'both are multiplied by a mask and added: 0 times NaN is NaN',
    hintOfLoss: true,
    cases: (context) =>
      fc
        .record({
          base: choices(context),
          value: dealt([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]),
        })
        .map(({ base: { condition, a, b }, value }) => ({
          condition,
          a: map(a, (own, at) => (condition.data[at] === 0 ? value : own)),
          b: map(b, (own, at) => (condition.data[at] === 0 ? own : value)),
        })),
    check: async (on, { condition, a, b }) => [
      identical(
        (await on(where, { condition, a, b })).c,
        map(a, (own, at) => (condition.data[at] === 0 ? (b.data[at] ?? Number.NaN) : own)),
        'where(c, a, b)',
      ),
    ],
  }),
  law(where, 'C4', {
    cases: (context) =>
      fc
        .record({ base: choices(context), truth: dealt([-1, 2, 256, -(2 ** 31), 2 ** 31 - 1]) })
        .map(({ base, truth }) => ({
          ...base,
          condition: conditionOf(base.condition, (value) => (value === 0 ? 0 : truth)),
        })),
    check: async (on, { condition, a, b }) => [
      identical(
        (await on(where, { condition, a, b })).c,
        map(a, (own, at) => (condition.data[at] === 0 ? (b.data[at] ?? Number.NaN) : own)),
        'where(c, a, b)',
      ),
    ],
  }),
];
