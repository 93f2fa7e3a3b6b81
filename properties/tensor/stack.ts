import { concat } from '../../spec/tensor/concat.ts';
import { stack } from '../../spec/tensor/stack.ts';
import type { Law } from '../law.ts';
import { equal } from '../metamorphic.ts';
import { ofResult } from '../observed.ts';
import { identical } from '../verbs/compare.ts';
import { inShape } from '../verbs/tensors.ts';
import { sliceAt } from './_internal/alongAxis.ts';
import { countsFromTheEnd, listed, refusesAxesBeside } from './_internal/lists.ts';

export const laws: readonly Law[] = [
  ofResult(stack, 'C1', {
    hint: 'a tensor of the list is dropped, repeated or out of its order',
    cases: (context) => listed(stack, context),
    of: ({ y }, { xs, axis }) => xs.map((x, k) => identical(sliceAt(y, axis, k), x, `slice ${k}`)),
  }),
  equal(stack, 'C2', {
    needs: [concat],
    cases: (context) => listed(stack, context),
    sides: (f, { xs, axis }, joined) => {
      const wide = xs.map((x) => inShape(x, x.shape.toSpliced(axis, 0, 1)));
      return { 'concat of the widened': [f({ xs, axis }), joined({ xs: wide, axis })] };
    },
  }),
  countsFromTheEnd(stack, 'C3'),
  refusesAxesBeside(stack, 'R1'),
];
