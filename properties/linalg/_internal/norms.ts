import fc from 'fast-check';
import type { AnyOperation } from '../../../spec/operation.ts';
import type { FloatDtype, Tensor } from '../../../spec/tensor.ts';
import { calledWith } from '../../called.ts';
import { beside } from '../../generators/beside.ts';
import { type TensorOptions, tensors } from '../../generators/tensors.ts';
import { type Case, type ClauseOf, type Context, type Law, law, type Observation, type Subject } from '../../law.ts';
import { identical } from '../../verbs/compare.ts';
import { boundedResult, outputOf } from '../../verbs/judge.ts';
import { atMost, holds, near } from '../../verbs/measured.ts';
import { map, negated, only, plus } from '../../verbs/tensors.ts';
import { positiveUnlessZero, scaledByPower } from './scales.ts';

/** A norm, and how far it may be off. */
export interface Norm {
  readonly value: number;
  readonly error: number;
}

/** The norm that an operation of one input gives for an array. */
export async function normBy(on: Subject, operation: AnyOperation, given: Case, context: Context): Promise<Norm> {
  const { attributes = {} } = operation;
  const own = Object.fromEntries(Object.entries(given).filter(([name]) => name in attributes)) as never;
  const inputs = Object.fromEntries(Object.entries(given).filter(([name]) => !(name in attributes))) as never;
  const value = only(outputOf(await calledWith(on, operation, given), 'norm'));
  return { value, error: boundedResult(operation, inputs, own, context).most };
}

/** Left <= right, sums of multiples of norms, up to what they may be off. */
export function below(what: string, left: Norm, right: Norm): Observation {
  return atMost(what, left.value, right.value, left.error + right.error);
}

/** A norm times a number that rounds once. */
export const times = ({ value, error }: Norm, factor: number, u: number): Norm => ({
  value: value * factor,
  error: (error + 2 * u * value) * factor,
});

/** The sum of two norms, rounded once. */
export const sumOf = (one: Norm, other: Norm, u: number): Norm => ({
  value: one.value + other.value,
  error: one.error + other.error + u * (one.value + other.value),
});

/** The product of two norms, rounded once. */
export const productOf = (one: Norm, other: Norm, u: number): Norm => ({
  value: one.value * other.value,
  error: one.value * other.error + other.value * one.error + one.error * other.error + u * one.value * other.value,
});

/** Powers of two by which entries can be multiplied so that they and their sums stay normal numbers. */
const scales: Readonly<Record<FloatDtype, readonly [min: number, max: number]>> = {
  float64: [-900, 900],
  float32: [-90, 100],
  bfloat16: [-90, 100],
  float16: [0, 8],
};

/** What every norm satisfies, as laws of the first clauses of its record; `more` draws its attributes. */
export function normLaws<const O extends AnyOperation, More extends Case>(
  operation: O,
  input: 'x' | 'a',
  axes: string,
  more: () => { readonly [Name in keyof More]: fc.Arbitrary<More[Name]> },
): readonly Law[] {
  const clause = (name: string) => name as ClauseOf<O>;
  const drawn = (context: Context, options: TensorOptions = {}) =>
    beside(tensors(context, { one: axes, other: axes }, options), more());
  const called = (on: Subject, given: Case, array: Tensor, context: Context) => {
    const { one: _one, other: _other, k: _k, ...attributes } = given;
    return normBy(on, operation, { ...attributes, [input]: array }, context);
  };
  return [
    law<Case & { one: Tensor }, O>(operation, clause('C1'), {
      repeats: true,
      hint: 'entries are summed with their signs, or a small norm is replaced by 0',
      cases: (context) => drawn(context, { entries: 'reals' }),
      check: async (on, given, context) => {
        const { one } = given;
        const sizes = [one, negated(one), map(one, (value) => -Math.abs(value))];
        const [norm, opposite, nonpositive] = await Promise.all(sizes.map((x) => called(on, given, x, context)));
        return [
          positiveUnlessZero('the norm', norm?.value ?? Number.NaN, one),
          holds('of the opposite', norm?.value === opposite?.value, String(norm?.value), String(opposite?.value)),
          positiveUnlessZero('of nothing above 0', nonpositive?.value ?? Number.NaN, one),
        ];
      },
    }),
    law<Case & { one: Tensor; other: Tensor }, O>(operation, clause('C2'), {
      cases: (context) => drawn(context),
      check: async (on, given, context) => {
        const { one, other } = given;
        const [whole, first, second] = await Promise.all(
          [plus(one, other), one, other].map((x) => called(on, given, x, context)),
        );
        return [below('the norm of the sum', whole as Norm, sumOf(first as Norm, second as Norm, context.u))];
      },
    }),
    law<Case & { one: Tensor; k: number }, O>(operation, clause('C3'), {
      hint: 'squares or powers of the entries over- or underflow: scale by the largest one first',
      hintOfLoss: true,
      cases: (context) => {
        const [min, max] = scales[context.dtype];
        return beside(drawn(context, { entries: 'reals' }), { k: fc.integer({ min, max }) });
      },
      check: async (on, given, context) => {
        const { one, k } = given;
        const [plain, scaled] = await Promise.all(
          [one, scaledByPower(one, k)].map((x) => called(on, given, x, context)),
        );
        const [due, got] = [plain as Norm, scaled as Norm];
        return [near(`2^-k || 2^k x ||, k = ${k}`, got.value * 2 ** -k, due.value, due.error + got.error * 2 ** -k)];
      },
    }),
  ];
}

/** The gradient where the norm is 0 is 0. */
export const zeroGradient = (received: Tensor | undefined, like: Tensor, what: string): Observation =>
  identical(
    received ?? like,
    map(like, () => 0),
    what,
  );
