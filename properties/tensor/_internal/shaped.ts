import fc from 'fast-check';
import { sizeOf, type Tensor, tensorOf } from '../../../spec/tensor.ts';
import { lengths, listAxes } from '../../generators/batchAxes.ts';
import { dealt } from '../../generators/dealt.ts';
import { type Entries, integerEntry, pool } from '../../generators/entries.ts';
import type { Context } from '../../law.ts';
import { at, build } from '../../verbs/tensors.ts';

export interface ShapedOptions {
  readonly entries?: Entries;
  readonly leastRank?: number;
  readonly mostRank?: number;
}

/** The numbers from one to another, those above 1 twice: most that may go wrong needs two axes. */
const ranksBetween = (least: number, most: number): number[] =>
  Array.from({ length: most - least + 1 }, (_, at) => least + at).flatMap((rank) => (rank > 1 ? [rank, rank] : [rank]));

/**
 * A tensor of any rank up to 3, with axes of 1 to 4; its rank is dealt, shape and entries are drawn independently.
 *
 * In one case of three all axes have one size: a wrong axis then changes no shape.
 */
export function tensorOfAnyRank(
  context: Context,
  { entries = 'integers', leastRank = 0, mostRank = 3 }: ShapedOptions = {},
): fc.Arbitrary<Tensor> {
  const { minLength, maxLength } = lengths(listAxes(context, mostRank), leastRank);
  const size = fc.integer({ min: 1, max: 4 });
  return fc
    .record({
      rank: dealt(ranksBetween(minLength, maxLength)),
      sizes: fc.array(size, { minLength: maxLength, maxLength }),
      coincide: dealt([false, false, true]),
      pool: pool(entries),
      fill: fc.constantFrom(1, 0),
    })
    .map(({ rank, sizes, coincide, pool, fill }) => {
      const shape = sizes.slice(0, rank);
      return filledFrom(context, coincide ? shape.map(() => shape[0] ?? 1) : shape, pool, fill);
    });
}

/** A tensor of this shape: the drawn entries, and one value where they run out. */
export const filledFrom = (
  { dtype }: Pick<Context, 'dtype'>,
  shape: readonly number[],
  pool: readonly number[],
  fill: number,
): Tensor =>
  tensorOf(
    dtype,
    shape,
    Array.from({ length: sizeOf(shape) }, (_, position) => pool[position] ?? fill),
  );

/** Choices from which `permutationFrom` makes a permutation; all zero is the identity. */
export const choices = fc.array(fc.nat(5), { minLength: 6, maxLength: 6 });

/** A copy with its axes in another order: axis k of the result is axis axes[k] of `x`. */
export const permutedCopy = (x: Tensor, axes: readonly number[]): Tensor =>
  build(
    x,
    axes.map((axis) => x.shape[axis] ?? 1),
    (...index) => at(x, ...axes.map((_, axis) => index[axes.indexOf(axis)] ?? 0)),
  );

/** What is drawn with a tensor, and another tensor, of integers: in its shape, or one that follows from what was drawn. */
export const withWeights = <G extends { readonly x: Tensor }>(
  context: Pick<Context, 'dtype'>,
  drawn: fc.Arbitrary<G>,
  shapeOf: (one: G) => readonly number[] = ({ x }) => x.shape,
): fc.Arbitrary<G & { readonly y: Tensor }> =>
  fc
    .tuple(drawn, fc.array(integerEntry, { maxLength: 24, size: 'max' }))
    .map(([one, entries]) => ({ ...one, y: filledFrom(context, shapeOf(one), entries, 1) }));
