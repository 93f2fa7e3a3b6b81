import fc from 'fast-check';
import type { max } from '../../../spec/tensor/max.ts';
import type { mean } from '../../../spec/tensor/mean.ts';
import type { sum } from '../../../spec/tensor/sum.ts';
import type { Tensor } from '../../../spec/tensor.ts';
import type { Later } from '../../called.ts';
import { beside } from '../../generators/beside.ts';
import { dealt, dealtBelow } from '../../generators/dealt.ts';
import type { Entries } from '../../generators/entries.ts';
import { permutationFrom } from '../../generators/permutations.ts';
import type { ClauseOf, Context, Law } from '../../law.ts';
import { equal, metamorphic } from '../../metamorphic.ts';
import { refuses } from '../../observed.ts';
import { choices, permutedCopy, tensorOfAnyRank } from './shaped.ts';

type Reduction = typeof sum | typeof mean | typeof max;

/** The axes of a set given as bits. */
const axesOf = (rank: number, bits: number): number[] =>
  Array.from({ length: rank }, (_, axis) => axis).filter((axis) => (bits >> axis) % 2 === 1);

/** The shape with the reduced axes kept as size 1. */
export const opened = (shape: readonly number[], axes: readonly number[]): number[] =>
  shape.map((size, axis) => (axes.includes(axis) ? 1 : size));

/** A tensor and some of its axes. */
export const tensorAndAxes = (context: Context, entries: Entries) =>
  fc
    .record({ x: tensorOfAnyRank(context, { entries }), bits: dealtBelow(8) })
    .map(({ x, bits }) => ({ x, axes: axesOf(x.shape.length, bits) }));

/** The reduction over several axes at once is that over one axis after another, in any order. */
export const splitsOverAxes = (operation: Reduction, clause: ClauseOf<Reduction>, entries: Entries): Law =>
  equal(operation, clause, {
    cases: (context) => beside(tensorAndAxes(context, entries), { order: choices }),
    sides: (f, { x, axes, order }) => {
      const over = (rest: Later<Tensor>, at: number) => f({ x: rest, axes: [axes[at] ?? 0], keepdims: true });
      const apart = permutationFrom(axes.length, order).reduce(over, x as Later<Tensor>);
      return { 'over one axis after another': [apart, f({ x, axes, keepdims: true })] };
    },
  });

/** The reduction of a tensor with its axes in another order, over all axes, is the same. */
export const ignoresOrderOfAxes = (operation: Reduction, clause: ClauseOf<Reduction>, entries: Entries): Law =>
  metamorphic(operation, clause, {
    cases: (context) => fc.record({ x: tensorOfAnyRank(context, { entries }), order: choices }),
    to: ({ x, order }) => ({ x: permutedCopy(x, permutationFrom(x.shape.length, order)) }),
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
  refuses(operation, 'R1', {
    share: 0.5,
    hint: 'an axis that is named twice is reduced once, or counted twice',
    cases: (context) =>
      fc.record({ x: tensorOfAnyRank(context, { leastRank: 1 }), drawn: fc.nat(2), fromEnd: dealt([false, true]) }),
    calls: ({ x, drawn, fromEnd }) => {
      const axis = drawn % x.shape.length;
      const axes = [axis, fromEnd ? axis - x.shape.length : axis];
      return { [`axes = [${axes.join(', ')}] are refused`]: { x, axes } };
    },
  });
