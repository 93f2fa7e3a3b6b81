import { concat } from '../../spec/tensor/concat.ts';
import { split } from '../../spec/tensor/split.ts';
import { type Law, law } from '../law.ts';
import { closedForm, equal, metamorphic } from '../metamorphic.ts';
import { refuses } from '../observed.ts';
import { identical } from '../verbs/compare.ts';
import { listOf } from '../verbs/judge.ts';
import { filled } from '../verbs/tensors.ts';
import { countsFromTheEnd, listed, refusesAxesBeside } from './_internal/lists.ts';

export const laws: readonly Law[] = [
  law(concat, 'C1', {
    needs: [split],
    hint: 'a tensor of the list is dropped, repeated or out of its order',
    cases: (context) => listed(concat, context),
    check: async (on, { xs, axis }) => {
      const { y } = await on(concat, { xs }, { axis });
      const parts = listOf(await on(split, { x: y }, { axis, parts: xs.map(({ shape }) => shape[axis] ?? 0) }), 'ys');
      return xs.map((x, k) => identical(parts[k] ?? y, x, `part ${k}`));
    },
  }),
  closedForm(concat, 'C2', {
    cases: (context) => listed(concat, context),
    from: ({ xs, axis }) => ({ xs: xs.slice(0, 1), axis }),
    // Every list has one.
    result: ({ xs: [x] }) => ({ y: x as NonNullable<typeof x> }),
    what: 'concat([x])',
  }),
  equal(concat, 'C3', {
    cases: (context) => listed(concat, context),
    sides: (f, { xs, axis }) => {
      const half = Math.ceil(xs.length / 2);
      const front = f({ xs: xs.slice(0, half), axis });
      return { 'concat of a concat': [f({ xs: [front, ...xs.slice(half)], axis }), f({ xs, axis })] };
    },
  }),
  countsFromTheEnd(concat, 'C4'),
  metamorphic(concat, 'C5', {
    share: 0.5,
    asks: ['empty'],
    cases: (context) => listed(concat, context),
    to: ({ xs, axis }) => ({ xs: xs.flatMap((x, k) => (k === 0 ? [x, filled(x, x.shape.with(axis, 0), 0)] : [x])) }),
    what: 'with an empty tensor',
  }),
  refuses(concat, 'R1', {
    share: 0.1,
    cases: (context) => listed(concat, context),
    calls: ({ axis }) => ({ 'an empty list': { xs: [], axis } }),
  }),
  refusesAxesBeside(concat, 'R2'),
];
