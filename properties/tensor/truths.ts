import fc from 'fast-check';
import { all, any } from '../../spec/tensor/truths.ts';
import { sizeOf, type Tensor, tensorOf } from '../../spec/tensor.ts';
import { beside } from '../generators/beside.ts';
import { dealt, dealtBelow } from '../generators/dealt.ts';
import { type Context, type Law, law } from '../law.ts';
import { closedForm, equal } from '../metamorphic.ts';
import { refuses } from '../observed.ts';
import { ofNothing } from '../verbs/ofNothing.ts';
import { map } from '../verbs/tensors.ts';
import { tensorAndAxes } from './_internal/reductions.ts';

type Truth = typeof any | typeof all;

const truth = (value: number): Tensor => tensorOf('int32', [], [value]);

/** A tensor of truths, most of them 0 or most of them not, and some of its axes. */
const truths = (context: Context) =>
  beside(tensorAndAxes(context, 'integers'), { least: dealt([8, -8, 0]) }).map(({ x, axes, least }) => ({
    x: tensorOf(
      'int32',
      x.shape,
      Array.from(x.data, (value) => (value > least ? value || 1 : 0)),
    ),
    axes,
  }));

const numbers = () => dealt([1, 2, -1, 2 ** 31 - 1, -(2 ** 31), 256]);

/** One axis after another. */
const splits = (operation: Truth, clause: 'C3' | 'C4'): Law =>
  equal(operation as typeof any, clause, {
    cases: truths,
    sides: (f, { x, axes }) => ({
      'over one axis after another': [
        axes.reduce((y, axis) => f({ x: y, axes: [axis], keepdims: true }), f({ x, axes: [], keepdims: true })),
        f({ x, axes, keepdims: true }),
      ],
    }),
  });

const ofNoElements = (operation: Truth, value: 0 | 1): Law =>
  law(operation as typeof any, 'C2', {
    share: 0.5,
    cases: () => fc.record({ rows: fc.nat(3), isWhole: dealt([false, true]) }),
    check: async (on, { rows, isWhole }, context) => {
      const x = tensorOf('int32', [rows, 0], []);
      const call = async () => (await on(operation as typeof any, { x }, { axes: isWhole ? null : [1] })).y;
      return [await ofNothing(call, value, { a: x, batch: isWhole ? [] : [rows] }, context, 'truth of nothing')];
    },
  });

const refusesRepeated = (operation: Truth): Law =>
  refuses(operation as typeof any, 'R1', {
    share: 0.5,
    hint: 'an axis that is named twice is reduced once',
    cases: (context) => beside(truths(context), { drawn: dealtBelow(3) }),
    calls: ({ x, drawn }) => {
      const rank = Math.max(x.shape.length, 1);
      return { 'an axis named twice is refused': { x, axes: [drawn % rank, (drawn % rank) - rank] } };
    },
  });

export const laws: readonly Law[] = [
  closedForm(any, 'C1', {
    hint: 'elements are added, or kept in fewer bits: 2^31 - 1 and 1 become negative, 256 becomes 0; or only the first are looked at',
    cases: (context) =>
      beside(truths(context), { one: numbers(), other: numbers(), n: dealt([0, 40, 0, 300]), place: fc.nat(299) }).map(
        ({ x, one, other, n, place }) => ({ x: n === 0 ? signed(x, one, other) : onlyAt(place % n, n, one) }),
      ),
    result: ({ x }) => ({ y: truth(Number(x.data.some((value) => value !== 0))) }),
  }),
  ofNoElements(any, 0),
  equal(any, 'C3', {
    needs: [all],
    cases: truths,
    sides: (f, { x, axes }, each) => {
      const not = (one: Tensor) => map(one, (value) => Number(value === 0));
      return { 'not all(not x)': [f({ x, axes }), each({ x: not(x), axes }).then(not)] };
    },
  }),
  splits(any, 'C4'),
  refusesRepeated(any),
  closedForm(all, 'C1', {
    hint: 'elements are multiplied, and the product overflows to 0; or only the first of them are looked at',
    cases: () =>
      fc
        .record({ n: dealt([3, 1, 40, 300]), one: numbers(), place: fc.nat(299), isTrue: dealt([false, true]) })
        .map(({ n, one, place, isTrue }) => {
          const values = new Array<number>(n).fill(one);
          return { x: tensorOf('int32', [n], isTrue ? values : values.with(place % n, 0)), isTrue };
        }),
    result: ({ isTrue }) => ({ y: truth(Number(isTrue)) }),
  }),
  ofNoElements(all, 1),
  splits(all, 'C3'),
  refusesRepeated(all),
];

/** As many zeros, and one number among them. */
const onlyAt = (place: number, n: number, one: number): Tensor =>
  tensorOf('int32', [n], new Array<number>(n).fill(0).with(place, one));

/** Two numbers in turn where there is any; of as many as not the sum is 0. */
const signed = (x: Tensor, one: number, other: number): Tensor => {
  const isBalanced = sizeOf(x.shape) % 2 === 0;
  return map(x, (value, at) => (value === 0 ? 0 : isBalanced ? (at % 2 === 0 ? 1 : -1) : at % 2 === 0 ? one : other));
};
