import fc from 'fast-check';
import type { Tensor } from '../../../spec/tensor.ts';
import { dealtBelow } from '../../generators/dealt.ts';
import type { Entries } from '../../generators/entries.ts';
import type { Case, Context } from '../../law.ts';
import { at, build } from '../../verbs/tensors.ts';
import { tensorOfAnyRank } from './shaped.ts';

interface AlongAxis extends Case {
  readonly x: Tensor;
  readonly axis: number;
}

/** A tensor and one of its axes. */
export const tensorAndAxis = (context: Context, entries: Entries, leastRank = 1): fc.Arbitrary<AlongAxis> =>
  fc
    .record({ x: tensorOfAnyRank(context, { entries, leastRank }), drawn: dealtBelow(6) })
    .map(({ x, drawn }) => ({ x, axis: drawn % x.shape.length }));

/** The slice of a tensor at one position of an axis, without that axis. */
export const sliceAt = (x: Tensor, axis: number, position: number): Tensor =>
  build(x, x.shape.toSpliced(axis, 1), (...index) => at(x, ...index.toSpliced(axis, 0, position)));

/** Every element from itself and the one before it along an axis, 0 before the first. */
export const fromNeighbours = (x: Tensor, axis: number, of: (value: number, before: number) => number): Tensor =>
  build(x, x.shape, (...index) => {
    const position = index[axis] ?? 0;
    return of(at(x, ...index), position === 0 ? 0 : at(x, ...index.with(axis, position - 1)));
  });
