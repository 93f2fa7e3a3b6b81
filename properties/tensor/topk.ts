import fc from 'fast-check';
import { sort } from '../../spec/tensor/sort.ts';
import { topk } from '../../spec/tensor/topk.ts';
import type { Tensor } from '../../spec/tensor.ts';
import { beside } from '../generators/beside.ts';
import { dealtAmount } from '../generators/dealt.ts';
import { type Law, law } from '../law.ts';
import { refuses } from '../observed.ts';
import { identical } from '../verbs/compare.ts';
import { at, build } from '../verbs/tensors.ts';
import { type AlongAxis, refusesOtherAxes, tensorAndAxis, tied } from './_internal/alongAxis.ts';
import {
  inBothDirections,
  isAtPositions,
  longLines,
  ofEachLine,
  positionsInOrder,
  putsBackAmongEquals,
  shortAndLong,
  withNaN,
} from './_internal/order.ts';

interface Wanted extends AlongAxis {
  readonly k: number;
  readonly largest: boolean;
}

/** One to all of the elements along the axis, of either end. */
const wanted = (drawn: fc.Arbitrary<AlongAxis>): fc.Arbitrary<Wanted> =>
  beside(inBothDirections(drawn), { many: fc.nat(999) }).map(({ x, axis, descending, many }) => ({
    x,
    axis,
    k: 1 + (many % (x.shape[axis] ?? 1)),
    largest: descending,
  }));

/** The first slices along an axis. */
const firstOf = (x: Tensor, axis: number, k: number): Tensor =>
  build(x, x.shape.with(axis, k), (...index) => at(x, ...index));

/** The first positions of all in order. */
const areFirst = (
  { line, positions }: { readonly line: readonly number[]; readonly positions: readonly number[] },
  { k, largest }: Wanted,
): boolean => {
  const first = positionsInOrder(line, largest).slice(0, k);
  return first.every((position, rank) => positions[rank] === position);
};

export const laws: readonly Law[] = [
  law(topk, 'C1', {
    needs: [sort],
    asks: ['ties'],
    cases: (context) => wanted(tensorAndAxis(context, 'reals')),
    check: async (on, { x, axis, k, largest }) => {
      const [some, all] = await Promise.all([
        on(topk, { x }, { axis, k, largest }),
        on(sort, { x }, { axis, descending: largest }),
      ]);
      return [
        identical(some.values, firstOf(all.values, axis, k), 'values'),
        identical(some.indices, firstOf(all.indices, axis, k), 'positions'),
      ];
    },
  }),
  ofEachLine(topk, 'C2', {
    asks: ['ties'],
    hint: 'a heap or a partition gives equals in any order',
    cases: (context) => wanted(longLines(context).map(({ x, axis }) => ({ x: tied(x), axis }))),
    isRight: areFirst,
  }),
  ofEachLine(topk, 'C3', {
    asks: ['NaN', 'ties'],
    hint: 'a comparison with NaN is false: NaN is passed over, or stays where it is',
    cases: (context) => wanted(withNaN(context)),
    isRight: (line, given) => areFirst(line, given) && isAtPositions(line),
  }),
  putsBackAmongEquals(topk, 'C4', (context) => wanted(shortAndLong(context))),
  refusesOtherAxes(topk, { k: 1 }),
  refuses(topk, 'R2', {
    share: 0.5,
    hint: 'what lies beyond the axis is read, or fewer are given than were asked for',
    cases: (context) => beside(tensorAndAxis(context, 'integers'), { beyond: dealtAmount([1, 2, 100]) }),
    calls: ({ x, axis, beyond }) => {
      const k = (x.shape[axis] ?? 0) + Math.max(1, beyond);
      return { [`k = ${k} is refused`]: { x, axis, k } };
    },
  }),
];
