import { concat } from '../../spec/tensor/concat.ts';
import { stack } from '../../spec/tensor/stack.ts';
import { type Law, law } from '../law.ts';
import { identical } from '../verbs/compare.ts';
import { rejects } from '../verbs/rejects.ts';
import { sliceAt } from './_internal/alongAxis.ts';
import { listed } from './_internal/lists.ts';

export const laws: readonly Law[] = [
  law(stack, 'C1', {
    hint: 'a tensor of the list is dropped, repeated or out of its order',
    cases: (context) => listed(stack, context),
    check: async (on, { xs, axis }) => {
      const { y } = await on(stack, { xs }, { axis });
      return xs.map((x, k) => identical(sliceAt(y, axis, k), x, `slice ${k}`));
    },
  }),
  law(stack, 'C2', {
    needs: [concat],
    cases: (context) => listed(stack, context),
    check: async (on, { xs, axis }) => {
      const wide = xs.map((x) => ({ ...x, shape: x.shape.toSpliced(axis, 0, 1) }));
      const [stacked, joined] = await Promise.all([on(stack, { xs }, { axis }), on(concat, { xs: wide }, { axis })]);
      return [identical(stacked.y, joined.y, 'concat of the widened')];
    },
  }),
  law(stack, 'C3', {
    cases: (context) => listed(stack, context),
    check: async (on, { xs, axis }) => {
      const rank = (xs[0]?.shape.length ?? 0) + 1;
      const [front, end] = await Promise.all([on(stack, { xs }, { axis }), on(stack, { xs }, { axis: axis - rank })]);
      return [identical(end.y, front.y, 'counted from the end')];
    },
  }),
  law(stack, 'R1', {
    share: 0.5,
    cases: (context) => listed(stack, context),
    check: async (on, { xs }) => {
      const rank = (xs[0]?.shape.length ?? 0) + 1;
      return Promise.all([rank, -1 - rank].map((axis) => rejects(on(stack, { xs }, { axis }), `axis = ${axis}`)));
    },
  }),
];
