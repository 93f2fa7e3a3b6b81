import fc from 'fast-check';
import type { Operation } from '../../../spec/operation.ts';
import type { Tensor } from '../../../spec/tensor.ts';
import { dealt, dealtBelow } from '../../generators/dealt.ts';
import type { Entries } from '../../generators/entries.ts';
import { type ClauseOf, type Context, type Law, law, type Subject } from '../../law.ts';
import { metamorphic } from '../../metamorphic.ts';
import { identical } from '../../verbs/compare.ts';
import { rejects } from '../../verbs/rejects.ts';
import { choices, permutationOf, permutedCopy, tensorOfAnyRank } from './shaped.ts';

/** Any record of a reduction over axes. */
type Reduction = Operation<
  'x[s*] -> y[t*]',
  {
    readonly axes: { readonly kind: 'axes'; readonly of: 's'; readonly default: null };
    readonly keepdims: { readonly kind: 'boolean'; readonly default: false };
  }
>;

/** The axes of a set given as bits. */
export const axesOf = (rank: number, bits: number): number[] =>
  Array.from({ length: rank }, (_, axis) => axis).filter((axis) => (bits >> axis) % 2 === 1);

/** The shape with the reduced axes kept as size 1. */
export const opened = (shape: readonly number[], axes: readonly number[]): number[] =>
  shape.map((size, axis) => (axes.includes(axis) || axes.includes(axis - shape.length) ? 1 : size));

/** A tensor and some of its axes, in any order, counted from the front or from the end. */
export const tensorAndAxes = (context: Context, entries: Entries) =>
  fc
    .record({
      x: tensorOfAnyRank(context, { entries }),
      bits: dealtBelow(8),
      isReversed: dealt([false, true, true]),
      isNegative: dealt([false, true]),
    })
    .map(({ x, bits, isReversed, isNegative }) => {
      const rank = x.shape.length;
      const axes = axesOf(rank, bits).map((axis) => (isNegative ? axis - rank : axis));
      return { x, axes: isReversed ? axes.toReversed() : axes };
    });

/** The reduction over one axis after another, in this order. */
export async function oneAfterAnother(
  on: Subject,
  operation: Reduction,
  x: Tensor,
  order: readonly number[],
): Promise<Tensor> {
  let rest = x;
  for (const axis of order) rest = (await on(operation, { x: rest }, { axes: [axis], keepdims: true })).y;
  return rest;
}

/** The reduction over several axes at once is that over one axis after another, in any order. */
export const splitsOverAxes = (operation: Reduction, clause: ClauseOf<Reduction>, entries: Entries): Law =>
  law(operation, clause, {
    cases: (context) =>
      fc
        .record({ base: tensorAndAxes(context, entries), order: choices })
        .map(({ base, order }) => ({ ...base, order })),
    check: async (on, { x, axes, order }) => {
      const shuffled = permutationOf(axes.length, order).map((position) => axes[position] ?? 0);
      const [together, apart] = await Promise.all([
        on(operation, { x }, { axes, keepdims: true }),
        oneAfterAnother(on, operation, x, shuffled),
      ]);
      return [identical(apart, together.y, 'over one axis after another')];
    },
  });

/** The reduction of a tensor with its axes in another order, over all axes, is the same. */
export const ignoresOrderOfAxes = (operation: Reduction, clause: ClauseOf<Reduction>, entries: Entries): Law =>
  metamorphic(operation, clause, {
    cases: (context) => fc.record({ x: tensorOfAnyRank(context, { entries }), order: choices }),
    to: ({ x, order }) => ({ x: permutedCopy(x, permutationOf(x.shape.length, order)) }),
    what: 'over the permuted tensor',
  });

/** keepdims leaves size 1 where an axis was reduced, and every element as it is. */
export const keepsElements = (operation: Reduction, clause: ClauseOf<Reduction>): Law =>
  metamorphic(operation, clause, {
    repeats: true,
    cases: (context) => tensorAndAxes(context, 'reals'),
    to: () => ({ keepdims: true }),
    result: ({ y }, { x, axes }) => ({ y: { ...y, shape: opened(x.shape, axes) } }),
    what: 'with keepdims',
  });

/** The same axis named twice, as it is or counted from the end, is refused. */
export const refusesRepeatedAxes = (operation: Reduction): Law =>
  law(operation, 'R1', {
    statement: operation.rejects?.['R1'] ?? '',
    share: 0.5,
    hint: 'an axis that is named twice is reduced once, or counted twice',
    cases: (context) =>
      fc
        .record({ x: tensorOfAnyRank(context, { leastRank: 1 }), axis: fc.nat(2), fromEnd: dealt([false, true]) })
        .map(({ x, axis, fromEnd }) => {
          const rank = x.shape.length;
          return { x, axes: [axis % rank, fromEnd ? (axis % rank) - rank : axis % rank] };
        }),
    check: async (on, { x, axes }) => [
      await rejects(on(operation, { x }, { axes }), `axes = [${axes.join(', ')}] are refused`),
    ],
  });
