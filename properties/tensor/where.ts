import fc from 'fast-check';
import { where } from '../../spec/tensor/where.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { beside } from '../generators/beside.ts';
import { dealt } from '../generators/dealt.ts';
import { tensors } from '../generators/tensors.ts';
import type { Case, Context, Law } from '../law.ts';
import { closedForm, metamorphic } from '../metamorphic.ts';
import { ofGradient } from '../observed.ts';
import { identical } from '../verbs/compare.ts';
import { map, zipped } from '../verbs/tensors.ts';

interface Chosen extends Case {
  readonly condition: Tensor;
  readonly a: Tensor;
  readonly b: Tensor;
}

/** A condition and two tensors, of one shape. */
const choices = (context: Context): fc.Arbitrary<Chosen> =>
  beside(tensors(context, { a: 'm n', b: 'm n' }, { entries: 'reals' }), {
    flags: fc.array(fc.integer({ min: 0, max: 1 }), { minLength: 1, maxLength: 7 }),
  }).map(({ a, b, flags }) => ({ a, b, condition: conditionOf(a, (_, at) => flags[at % flags.length] ?? 0) }));

const conditionOf = (like: Tensor, of: (value: number, at: number) => number): Tensor =>
  tensorOf('int32', like.shape, Array.from(like.data, of));

const negation = (condition: Tensor): Tensor => map(condition, (value) => (value === 0 ? 1 : 0));

/** What is right, element by element. */
const chosen = ({ condition, a, b }: Chosen) => ({
  c: map(a, (own, at) => (condition.data[at] === 0 ? (b.data[at] ?? Number.NaN) : own)),
});

export const laws: readonly Law[] = [
  closedForm(where, 'C1', {
    cases: choices,
    from: ({ condition, a }) => ({ condition, a, b: a }),
    result: ({ a }) => ({ c: a }),
    what: 'where(c, a, a)',
  }),
  metamorphic(where, 'C2', {
    cases: choices,
    to: ({ condition, a, b }) => ({ condition: negation(condition), a: b, b: a }),
    what: 'where(not c, b, a)',
  }),
  closedForm(where, 'C3', {
    hint: 'both are multiplied by a mask and added: 0 times NaN is NaN',
    hintOfLoss: true,
    cases: (context) =>
      beside(choices(context), {
        value: dealt([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]),
      }).map(({ condition, a, b, value }) => ({
        condition,
        a: zipped(a, condition, (own, taken) => (taken === 0 ? value : own)),
        b: zipped(b, condition, (own, taken) => (taken === 0 ? own : value)),
      })),
    result: chosen,
  }),
  closedForm(where, 'C4', {
    cases: (context) =>
      beside(choices(context), { truth: dealt([-1, 2, 256, -(2 ** 31), 2 ** 31 - 1]) }).map(({ truth, ...given }) => ({
        ...given,
        condition: map(given.condition, (value) => (value === 0 ? 0 : truth)),
      })),
    result: chosen,
  }),
  ofGradient(where, 'C5', {
    hint: 'the cotangent is multiplied by a mask: 0 times NaN is NaN, and it leaks into what was not chosen',
    cases: (context) =>
      beside(choices(context), {
        value: dealt([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]),
      }).map(({ condition, a, b, value }) => ({
        condition,
        a: zipped(a, condition, (own, taken) => (taken === 0 ? value : own)),
        b,
        g: map(a, (_, at) => (condition.data[at] === 0 && at % 2 === 0 ? value : 1 + (at % 5))),
      })),
    cotangents: ({ g }) => ({ c: g }),
    of: ({ a, b }, { condition, g }) => [
      identical(
        a,
        zipped(g, condition, (own, taken) => (taken === 0 ? 0 : own)),
        'gradient of a',
      ),
      identical(
        b,
        zipped(g, condition, (own, taken) => (taken === 0 ? own : 0)),
        'gradient of b',
      ),
    ],
  }),
];
