import fc from 'fast-check';
import { sort } from '../../spec/tensor/sort.ts';
import { topk } from '../../spec/tensor/topk.ts';
import type { Tensor } from '../../spec/tensor.ts';
import { dealtAmount } from '../generators/dealt.ts';
import { type Case, type Law, law, Unsupported } from '../law.ts';
import { identical } from '../verbs/compare.ts';
import { rejects } from '../verbs/rejects.ts';
import { at, build } from '../verbs/tensors.ts';
import { refusesOtherAxes, tensorAndAxis } from './_internal/alongAxis.ts';
import {
  eachLine,
  inBothDirections,
  longLines,
  positionsInOrder,
  putsBackAmongEquals,
  shortAndLong,
  withNaN,
} from './_internal/order.ts';

interface Wanted extends Case {
  readonly x: Tensor;
  readonly axis: number;
  readonly k: number;
  readonly largest: boolean;
}

/** One to all of the elements along the axis, of either end. */
const wanted = (drawn: fc.Arbitrary<{ readonly x: Tensor; readonly axis: number }>): fc.Arbitrary<Wanted> =>
  fc.tuple(inBothDirections(drawn), fc.nat(999)).map(([{ x, axis, descending }, many]) => ({
    x,
    axis,
    k: 1 + (many % (x.shape[axis] ?? 1)),
    largest: descending,
  }));

/** The first slices along an axis. */
const firstOf = (x: Tensor, axis: number, k: number): Tensor =>
  build(x, x.shape.with(axis, k), (...index) => at(x, ...index));

export const laws: readonly Law[] = [
  law(topk, 'C1', {
    needs: [sort],
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
  law(topk, 'C2', {
    hint: 'a heap or a partition gives equals in any order',
    cases: (context) => wanted(longLines(context, Math.sign)),
    check: async (on, { x, axis, k, largest }) => [
      eachLine(x, axis, await on(topk, { x }, { axis, k, largest }), ({ line, positions }) =>
        positionsInOrder(line, largest)
          .slice(0, k)
          .every((position, rank) => positions[rank] === position),
      ),
    ],
  }),
  law(topk, 'C3', {
    hint: 'a comparison with NaN is false: NaN is passed over, or stays where it is',
    cases: (context) => wanted(withNaN(context)),
    check: async (on, { x, axis, k, largest }, { nonfinite }) => {
      if (nonfinite !== 'propagates') throw new Unsupported('NaN is refused, or may give anything');
      return [
        eachLine(x, axis, await on(topk, { x }, { axis, k, largest }), ({ line, positions }) =>
          positionsInOrder(line, largest)
            .slice(0, k)
            .every((position, rank) => positions[rank] === position),
        ),
      ];
    },
  }),
  putsBackAmongEquals(topk, 'C4', (context) => wanted(shortAndLong(context))),
  refusesOtherAxes(topk, { k: 1 }),
  law(topk, 'R2', {
    statement: topk.rejects?.['R2'] ?? '',
    share: 0.5,
    hint: 'what lies beyond the axis is read, or fewer are given than were asked for',
    cases: (context) =>
      fc
        .tuple(tensorAndAxis(context, 'integers'), dealtAmount([1, 2, 100]))
        .map(([{ x, axis }, beyond]) => ({ x, axis, beyond })),
    check: async (on, { x, axis, beyond }) => {
      const k = (x.shape[axis] ?? 0) + Math.max(1, beyond);
      return [await rejects(on(topk, { x }, { axis, k }), `k = ${k} is refused`)];
    },
  }),
];
