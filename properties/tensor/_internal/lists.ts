import type fc from 'fast-check';
import { concat } from '../../../spec/tensor/concat.ts';
import type { stack } from '../../../spec/tensor/stack.ts';
import type { Tensor } from '../../../spec/tensor.ts';
import { operationCases } from '../../generators/cases.ts';
import type { Case, Context, Law } from '../../law.ts';
import { metamorphic } from '../../metamorphic.ts';
import { refuses } from '../../observed.ts';
import { listOf } from '../../verbs/judge.ts';

type Listing = typeof concat | typeof stack;

interface Listed extends Case {
  readonly xs: readonly Tensor[];
  readonly axis: number;
}

/** The number of axes of the result. */
const rankOf = (operation: Listing, xs: readonly Tensor[]): number =>
  (xs[0]?.shape.length ?? 0) + (operation.id === concat.id ? 0 : 1);

/** Tensors that fit together, and an axis counted from the front. */
export const listed = (operation: Listing, context: Context): fc.Arbitrary<Listed> =>
  operationCases(operation, context, { most: 4, reach: ['small', 'small', 'pair', 'deep'] }).map(
    ({ inputs, attributes }) => {
      const [xs, axis] = [listOf(inputs, 'xs'), Number(attributes['axis'])];
      return { xs, axis: axis < 0 ? axis + rankOf(operation, xs) : axis };
    },
  );

/** An axis may be counted from the end. */
export const countsFromTheEnd = (operation: Listing, clause: 'C3' | 'C4'): Law =>
  metamorphic<Listed, typeof concat>(operation as typeof concat, clause, {
    cases: (context) => listed(operation, context),
    to: ({ xs, axis }) => ({ axis: axis - rankOf(operation, xs) }),
    what: 'counted from the end',
  });

/** An axis next to those that there are is refused. */
export const refusesAxesBeside = (operation: Listing, clause: 'R1' | 'R2'): Law =>
  refuses<Listed, typeof concat>(operation as typeof concat, clause, {
    share: 0.5,
    cases: (context) => listed(operation, context),
    calls: ({ xs }) => {
      const rank = rankOf(operation, xs);
      return { [`axis = ${rank}`]: { xs, axis: rank }, [`axis = ${-1 - rank}`]: { xs, axis: -1 - rank } };
    },
  });
