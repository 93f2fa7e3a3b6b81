import { mergeHeads } from '../../spec/sequence/mergeHeads.ts';
import { splitHeads } from '../../spec/sequence/splitHeads.ts';
import { operationCases } from '../generators/cases.ts';
import { tensors } from '../generators/tensors.ts';
import { type Law, law } from '../law.ts';
import { identical } from '../verbs/compare.ts';
import { rejects } from '../verbs/rejects.ts';
import { at, build, transposed } from '../verbs/tensors.ts';

export const laws: readonly Law[] = [
  law(splitHeads, 'C1', {
    needs: [mergeHeads],
    cases: (context) => operationCases(splitHeads, context),
    check: async (on, { inputs: { x }, attributes: { heads } }) => {
      // Every case has them.
      const given = { x: x as NonNullable<typeof x> };
      const { y } = await on(splitHeads, given, { heads: Number(heads) });
      return [identical((await on(mergeHeads, { x: y })).y, given.x, 'mergeHeads of it')];
    },
  }),
  law(splitHeads, 'C2', {
    cases: (context) => tensors(context, { x: 'n d' }, { entries: 'reals' }),
    check: async (on, { x }) => {
      const { y } = await on(splitHeads, { x }, { heads: 1 });
      return [identical(y, { ...x, shape: [1, ...x.shape] }, 'one head')];
    },
  }),
  law(splitHeads, 'C3', {
    hint: 'the features were reshaped into heads before positions, without being permuted',
    cases: (context) => tensors(context, { x: 'n d' }, { entries: 'reals' }),
    check: async (on, { x }) => {
      const heads = x.shape[1] ?? 1;
      const { y } = await on(splitHeads, { x }, { heads });
      return [
        identical(
          build(y, [heads, x.shape[0] ?? 1], (i, j) => at(y, i, j, 0)),
          transposed(x),
          'heads',
        ),
      ];
    },
  }),
  law(splitHeads, 'R1', {
    cases: (context) => tensors(context, { x: 'n d' }).map(({ x }) => ({ x, heads: -((x.shape[1] ?? 1) % 2) })),
    check: async (on, { x, heads }) => [await rejects(on(splitHeads, { x }, { heads }), `heads = ${heads}`)],
  }),
];
