import fc from 'fast-check';
import { broadcastShapes } from '../../../spec/binding.ts';
import { ulpsOf } from '../../../spec/scalars/bound.ts';
import type { add } from '../../../spec/tensor/add.ts';
import type { sub } from '../../../spec/tensor/arithmetic.ts';
import { broadcastTo } from '../../../spec/tensor/broadcastTo.ts';
import type { div } from '../../../spec/tensor/div.ts';
import type { mul } from '../../../spec/tensor/mul.ts';
import { type Tensor, tensorOf } from '../../../spec/tensor.ts';
import { lengths, listAxes } from '../../generators/batchAxes.ts';
import { type Entries, pool } from '../../generators/entries.ts';
import { type Case, type ClauseOf, type Context, type Law, law } from '../../law.ts';
import { closedForm, metamorphic } from '../../metamorphic.ts';
import { identical } from '../../verbs/compare.ts';
import { matchesDefinition } from '../../verbs/judge.ts';
import { withoutZeros, zipped } from '../../verbs/tensors.ts';
import { filledFrom } from './shaped.ts';

type Binary = typeof add | typeof sub | typeof mul | typeof div;

interface Pair extends Case {
  readonly a: Tensor;
  readonly b: Tensor;
}

/** The shape seen by one operand: some axes of size 1, some leading axes left out. */
export const narrowed = (shape: readonly number[], ones: number, dropped: number): number[] =>
  shape.map((size, axis) => ((ones >> axis) % 2 === 1 ? 1 : size)).slice(Math.min(dropped, shape.length));

/** Two operands that broadcast together, either or both of them stretched; of one shape where operations do not broadcast. */
const broadcastPair = (context: Context, entries: Entries): fc.Arbitrary<Pair> =>
  fc
    .record({
      shape: fc.array(fc.integer({ min: 1, max: 4 }), { ...lengths(listAxes(context, 3)), size: 'max' }),
      ones: fc.tuple(fc.nat(7), fc.nat(7)),
      dropped: fc.tuple(fc.nat(2), fc.nat(2)),
      pools: fc.tuple(pool(entries), pool(entries)),
      fill: fc.constantFrom(1, 0),
    })
    .map(({ shape, ones, dropped, pools, fill }) => {
      const seen = (k: 0 | 1) => (context.batches === 'broadcast' ? narrowed(shape, ones[k], dropped[k]) : shape);
      return { a: filledFrom(context, seen(0), pools[0], fill), b: filledFrom(context, seen(1), pools[1], fill) };
    });

/** C1: f(a, b) = f(b, a). */
export const commutes = (operation: typeof add | typeof mul, what: string): Law =>
  metamorphic<Pair, Binary>(operation, 'C1', {
    cases: (context) => broadcastPair(context, 'reals'),
    to: ({ a, b }) => ({ a: b, b: a }),
    what,
  });

/** f(a, b) = f(broadcastTo(a, s), broadcastTo(b, s)), s the shape that the two broadcast to. */
export const stretchesBoth = (operation: Binary, clause: ClauseOf<Binary>, divides = false): Law =>
  law<Pair>(operation, clause, {
    needs: [broadcastTo],
    asks: ['broadcasting'],
    hint: 'axes are aligned at the left, or an axis of size 1 is not stretched',
    cases: (context) => broadcastPair(context, 'reals').map(({ a, b }) => ({ a, b: divides ? withoutZeros(b) : b })),
    check: async (on, { a, b }, context) => {
      // The generator draws shapes that broadcast.
      const shape = broadcastShapes(a.shape, b.shape) ?? [];
      const [narrow, wideA, wideB] = await Promise.all([
        on(operation, { a, b }),
        on(broadcastTo, { x: a }, { shape }),
        on(broadcastTo, { x: b }, { shape }),
      ]);
      const stretched = { a: wideA.y, b: wideB.y };
      // One rounding leaves no choice; more than one may be taken differently for a divisor that is the same everywhere.
      const isFree = !context.deterministic || (divides && ulpsOf(context.profile).div > 0.5);
      if (isFree) return matchesDefinition(operation, stretched, {}, narrow, context);
      return [identical(narrow.c, (await on(operation, stretched)).c, 'c')];
    },
  });

/** Special values element by element, against IEEE arithmetic as JavaScript defines it: every operation on them is exact. */
export const followsIeee = (
  operation: Binary,
  clause: ClauseOf<Binary>,
  values: { readonly a: readonly number[]; readonly b: readonly number[] },
  f: (x: number, y: number) => number,
): Law =>
  closedForm<Pair, Binary>(operation, clause, {
    hint: 'a special value is skipped, compared away or replaced',
    cases: ({ dtype }) =>
      fc
        .array(fc.tuple(fc.constantFrom(...values.a), fc.constantFrom(...values.b)), { minLength: 1, maxLength: 6 })
        .map((pairs) => {
          const row = (k: 0 | 1) => pairs.map((pair) => pair[k]);
          return { a: tensorOf(dtype, [1, pairs.length], row(0)), b: tensorOf(dtype, [1, pairs.length], row(1)) };
        }),
    result: ({ a, b }) => ({ c: zipped(a, b, f) }),
  });
