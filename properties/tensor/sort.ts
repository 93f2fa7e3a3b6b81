import { sort } from '../../spec/tensor/sort.ts';
import { type Law, law } from '../law.ts';
import { identical } from '../verbs/compare.ts';
import { refusesOtherAxes, tensorAndAxis, tied } from './_internal/alongAxis.ts';
import {
  eachLine,
  inBothDirections,
  isAtPositions,
  longLines,
  ofEachLine,
  positionsInOrder,
  putsBackAmongEquals,
  shortAndLong,
  withNaN,
} from './_internal/order.ts';

/** Numbers, and infinities in place of those that are large. */
const orInfinite = (value: number): number => (Math.abs(value) > 1_000 ? value * Number.POSITIVE_INFINITY : value);

const isItsPlace = (position: number, at: number): boolean => position === at;

export const laws: readonly Law[] = [
  ofEachLine(sort, 'C1', {
    cases: (context) => inBothDirections(tensorAndAxis(context, 'reals')),
    isRight: (one) => isAtPositions(one) && one.positions.toSorted((p, q) => p - q).every(isItsPlace),
  }),
  ofEachLine(sort, 'C2', {
    hint: 'numbers are compared as text, where 10 stands before 9',
    cases: (context) =>
      inBothDirections(longLines(context, context.nonfinite === 'propagates' ? orInfinite : undefined)),
    isRight: (one, { descending }) => {
      const isInOrder = (before: number, value: number) => (descending ? before >= value : before <= value);
      return one.values.every((value, at) => isInOrder(one.values[at - 1] ?? value, value)) && isAtPositions(one);
    },
  }),
  ofEachLine(sort, 'C3', {
    asks: ['ties'],
    hint: 'the ascending order is reversed, and with it that of equals; or the algorithm is stable on short lines alone',
    cases: (context) => inBothDirections(longLines(context)).map((given) => ({ ...given, x: tied(given.x) })),
    isRight: ({ values, positions }) =>
      positions.every((position, at) => values[at] !== values[at - 1] || position > (positions[at - 1] ?? -1)),
  }),
  ofEachLine(sort, 'C4', {
    asks: ['NaN', 'ties'],
    hint: 'a comparison with NaN is false: NaN cuts a line into parts that are sorted each by itself',
    cases: (context) => inBothDirections(withNaN(context)),
    isRight: (one, { descending }) =>
      isAtPositions(one) &&
      positionsInOrder(one.line, descending).every((position, at) => one.positions[at] === position),
  }),
  law(sort, 'C5', {
    repeats: true,
    asks: ['ties'],
    cases: (context) => inBothDirections(tensorAndAxis(context, 'reals')),
    check: async (on, { x, axis, descending }) => {
      const once = await on(sort, { x }, { axis, descending });
      const twice = await on(sort, { x: once.values }, { axis, descending });
      return [
        identical(twice.values, once.values, 'sorted twice'),
        eachLine({ x: once.values, axis }, twice, ({ positions }) => positions.every(isItsPlace)),
      ];
    },
  }),
  putsBackAmongEquals(sort, 'C6', (context) => inBothDirections(shortAndLong(context))),
  refusesOtherAxes(sort),
];
