import type fc from 'fast-check';
import { concat } from '../../../spec/tensor/concat.ts';
import type { stack } from '../../../spec/tensor/stack.ts';
import type { Tensor } from '../../../spec/tensor.ts';
import { operationCases } from '../../generators/cases.ts';
import type { Case, Context } from '../../law.ts';
import { listOf } from '../../verbs/judge.ts';

interface Listed extends Case {
  readonly xs: readonly Tensor[];
  readonly axis: number;
}

/** Tensors that fit together, and an axis counted from the front. */
export const listed = (operation: typeof concat | typeof stack, context: Context): fc.Arbitrary<Listed> =>
  operationCases(operation, context, { most: 4, reach: ['small', 'small', 'pair', 'deep'] }).map(
    ({ inputs, attributes }) => {
      const xs = listOf(inputs, 'xs');
      const rank = (xs[0]?.shape.length ?? 0) + (operation.id === concat.id ? 0 : 1);
      const axis = Number(attributes['axis']);
      return { xs, axis: axis < 0 ? axis + rank : axis };
    },
  );
