import fc from 'fast-check';
import type { sort } from '../../../spec/tensor/sort.ts';
import type { topk } from '../../../spec/tensor/topk.ts';
import type { Tensor } from '../../../spec/tensor.ts';
import { partsOf } from '../../called.ts';
import { beside } from '../../generators/beside.ts';
import { dealt } from '../../generators/dealt.ts';
import { entriesFrom, pool, streamKey } from '../../generators/entries.ts';
import { type ClauseOf, type Context, type Law, type LawOptions, law, type Observation } from '../../law.ts';
import { ofResult } from '../../observed.ts';
import { identical, literal, worst } from '../../verbs/compare.ts';
import { outputOf } from '../../verbs/judge.ts';
import { at, build, map, vector, zeros } from '../../verbs/tensors.ts';
import { type AlongAxis, linesOf, tensorAndAxis, tied } from './alongAxis.ts';

export type Ordering = typeof sort | typeof topk;

interface Sorted {
  readonly values: Tensor;
  readonly indices: Tensor;
}

interface Line {
  readonly line: readonly number[];
  readonly values: readonly number[];
  readonly positions: readonly number[];
}

/** What must hold of every line along an axis, of the values in order and of the positions that they had. */
export function eachLine(
  { x, axis }: AlongAxis,
  { values, indices }: Sorted,
  isRight: (one: Line) => boolean,
): Observation {
  const [sorted, positions] = [linesOf(values, axis), linesOf(indices, axis)];
  const shown = (list: readonly number[]) => `[${list.map(literal).join(', ')}]`;
  const observed = linesOf(x, axis).map((line, at): Observation => {
    const one = { line, values: sorted[at] ?? [], positions: positions[at] ?? [] };
    return {
      ratio: isRight(one) ? 0 : Number.POSITIVE_INFINITY,
      what: `order of ${shown(line)}`,
      received: `values ${shown(one.values)}, positions ${shown(one.positions)}`,
    };
  });
  return worst(observed, 'order');
}

/** A law of every line along an axis. */
export const ofEachLine = <G extends AlongAxis>(
  operation: Ordering,
  clause: ClauseOf<Ordering>,
  { isRight, ...options }: Omit<LawOptions<G>, 'check'> & { readonly isRight: (one: Line, given: G) => boolean },
): Law =>
  ofResult<G, Ordering>(operation, clause, {
    ...options,
    of: (sorted, given) => [eachLine(given, sorted, (one) => isRight(one, given))],
  });

/** Whether the values are those at the positions, bit for bit. */
export const isAtPositions = ({ line, values, positions }: Line): boolean =>
  values.every((value, at) => Object.is(value, line[positions[at] ?? -1]));

/** The positions of a line in order: NaN larger than every number, equals as they stand. */
export function positionsInOrder(line: readonly number[], descending: boolean): number[] {
  const ahead = (a: number, b: number) => Number(a < b || (Number.isNaN(b) && !Number.isNaN(a)));
  const ascending = (a: number, b: number) => ahead(b, a) - ahead(a, b);
  return line
    .map((value, position) => ({ value, position }))
    .sort((p, q) => (descending ? -1 : 1) * ascending(p.value, q.value) || p.position - q.position)
    .map(({ position }) => position);
}

/** Both directions, of what is drawn with an axis. */
export const inBothDirections = (
  drawn: fc.Arbitrary<AlongAxis>,
): fc.Arbitrary<AlongAxis & { readonly descending: boolean }> =>
  beside<AlongAxis, { readonly descending: boolean }>(drawn, { descending: dealt([false, true]) });

/** One line of numbers of one to three digits before the point, as short and as long as algorithms tell apart. */
export const longLines = (
  { dtype }: Context,
  entry: (value: number) => number = (value) => value,
): fc.Arbitrary<AlongAxis> =>
  fc
    .record({
      length: dealt([3, 1, 2, 9, 17, 40, 300, 1_000]),
      scale: dealt([1, 10, 100]),
      pool: pool('reals', dtype),
      key: streamKey,
    })
    .map(({ length, scale, pool, key }) => {
      const next = entriesFrom(pool, key, 'reals', dtype);
      return {
        x: vector(
          { dtype },
          Array.from({ length }, () => entry(scale * next())),
        ),
        axis: 0,
      };
    });

/** Tensors of few elements along any axis, and single lines as short and as long as algorithms tell apart. */
export const shortAndLong = (context: Context): fc.Arbitrary<AlongAxis> =>
  fc
    .record({ short: tensorAndAxis(context, 'integers'), long: longLines(context), isLong: dealt([false, true]) })
    .map(({ short, long, isLong }) => (isLong ? long : short));

/** Tensors in which a third of the elements are NaN. */
export const withNaN = (context: Context): fc.Arbitrary<AlongAxis> =>
  fc
    .tuple(tensorAndAxis(context, 'integers'), fc.array(fc.nat(2), { minLength: 2, maxLength: 7 }))
    .map(([{ x, axis }, marks]) => ({
      x: map(x, (value, at) => (marks[at % marks.length] === 1 ? Number.NaN : value)),
      axis,
    }));

/** Among equals, too, the gradient is the cotangents of the values, each at the position that the value had, and 0 elsewhere. */
export const putsBackAmongEquals = <G extends AlongAxis>(
  operation: Ordering,
  clause: 'C4' | 'C6',
  cases: (context: Context) => fc.Arbitrary<G>,
): Law =>
  law<G, Ordering>(operation, clause, {
    gradient: true,
    hint: 'the gradient is shared among equals, or goes to another of them than the position says',
    cases: (context) => cases(context).map((given) => ({ ...given, x: tied(given.x) })),
    check: async (on, given) => {
      const { inputs, attributes } = partsOf(operation, given);
      const { values, indices } = await on(operation, inputs, attributes);
      const cotangents = { values: map(values, (_, position) => position + 1), indices: zeros(indices) };
      const gradient = outputOf(await on.gradient(operation, inputs, cotangents, attributes), 'x');
      const { x, axis } = given;
      const ranks = Array.from({ length: values.shape[axis] ?? 0 }, (_, rank) => rank);
      const expected = build(x, x.shape, (...index) => {
        const rank = ranks.find((one) => at(indices, ...index.with(axis, one)) === index[axis]);
        return rank === undefined ? 0 : at(cotangents.values, ...index.with(axis, rank));
      });
      return [identical(gradient, expected, 'gradient')];
    },
  });
