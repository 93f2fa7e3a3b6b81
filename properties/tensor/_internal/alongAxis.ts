import fc from 'fast-check';
import type { AnyOperation } from '../../../spec/operation.ts';
import { isHalf, type Tensor } from '../../../spec/tensor.ts';
import { beside } from '../../generators/beside.ts';
import { dealt, dealtBelow } from '../../generators/dealt.ts';
import { type Entries, entriesFrom, pool, streamKey } from '../../generators/entries.ts';
import type { Case, Context, Law } from '../../law.ts';
import { metamorphic } from '../../metamorphic.ts';
import { refuses } from '../../observed.ts';
import { indicesOf } from '../../verbs/compare.ts';
import { at, build, map, vector } from '../../verbs/tensors.ts';
import { tensorOfAnyRank } from './shaped.ts';

export interface AlongAxis extends Case {
  readonly x: Tensor;
  readonly axis: number;
}

/** A tensor and one of its axes. */
export const tensorAndAxis = (context: Context, entries: Entries): fc.Arbitrary<AlongAxis> =>
  fc
    .record({ x: tensorOfAnyRank(context, { entries, leastRank: 1 }), drawn: dealtBelow(6) })
    .map(({ x, drawn }) => ({ x, axis: drawn % x.shape.length }));

/** The same of small integers, and single lines as long as scans are cut into blocks. */
export const alongShortAndLong = (context: Context): fc.Arbitrary<AlongAxis> =>
  fc
    .record({
      short: tensorAndAxis(context, 'integers'),
      length: dealt([0, 300, 0, 0, 1_030, 0, 130, 0]),
      drawn: pool('integers'),
      key: streamKey,
    })
    .map(({ short, length, drawn, key }) =>
      length === 0 || isHalf(context.dtype)
        ? short
        : { x: vector(context, Array.from({ length }, entriesFrom(drawn, key, 'integers'))), axis: 0 },
    );

/** Nothing but zeros of either sign and some signs, so that there are ties at both ends. */
export const tied = (x: Tensor): Tensor =>
  map(x, (value, at) => (at % 3 === 0 ? Math.sign(value) : value < 0 ? -0 : 0));

/** The slice of a tensor at one position of an axis, without that axis. */
export const sliceAt = (x: Tensor, axis: number, position: number): Tensor =>
  build(x, x.shape.toSpliced(axis, 1), (...index) => at(x, ...index.toSpliced(axis, 0, position)));

/** Every element from itself and the one before it along an axis, 0 before the first. */
export const fromNeighbours = (x: Tensor, axis: number, of: (value: number, before: number) => number): Tensor =>
  build(x, x.shape, (...index) => {
    const position = index[axis] ?? 0;
    return of(at(x, ...index), position === 0 ? 0 : at(x, ...index.with(axis, position - 1)));
  });

/** The elements along each line in the direction of an axis, in row-major order of the lines. */
export const linesOf = (x: Tensor, axis: number): number[][] =>
  indicesOf(x.shape.with(axis, 1)).map((index) =>
    Array.from({ length: x.shape[axis] ?? 1 }, (_, position) => at(x, ...index.with(axis, position))),
  );

/** The tensor so many times along an axis, one copy behind the other. */
export const repeatedAlong = (x: Tensor, axis: number, times: number): Tensor =>
  build(x, x.shape.with(axis, times * (x.shape[axis] ?? 0)), (...index) =>
    at(x, ...index.with(axis, (index[axis] ?? 0) % (x.shape[axis] ?? 1))),
  );

/** An axis may be counted from the end; `others` are the attributes that must be given besides. */
export const countedFromTheEnd = (
  operation: AnyOperation,
  clause: `C${number}`,
  others: Readonly<Record<string, number | Tensor>> = {},
): Law =>
  metamorphic(operation, clause, {
    repeats: true,
    cases: (context) => tensorAndAxis(context, 'reals'),
    from: ({ x, axis }) => ({ x, ...others, axis }) as object,
    to: ({ x, axis }) => ({ axis: axis - x.shape.length }) as object,
    what: 'counted from the end',
  });

/** An axis next to those that there are is refused; `others` are the attributes that must be given besides. */
export const refusesOtherAxes = (
  operation: AnyOperation,
  others: Readonly<Record<string, number | Tensor>> = {},
): Law =>
  refuses(operation, 'R1', {
    share: 0.5,
    hint: 'an axis beyond the last is taken modulo the rank, or reads what lies beside the shape',
    cases: (context) => beside(tensorAndAxis(context, 'integers'), { beyond: fc.boolean() }),
    calls: ({ x, beyond }) => {
      const axis = beyond ? x.shape.length : -1 - x.shape.length;
      return { [`axis = ${axis} is refused`]: { x, ...others, axis } as object };
    },
  });
