import { concat } from '../../spec/tensor/concat.ts';
import { split } from '../../spec/tensor/split.ts';
import { type Law, law, Unsupported } from '../law.ts';
import { identical } from '../verbs/compare.ts';
import { listOf } from '../verbs/judge.ts';
import { rejects } from '../verbs/rejects.ts';
import { filled } from '../verbs/tensors.ts';
import { listed } from './_internal/lists.ts';

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
  law(concat, 'C2', {
    cases: (context) => listed(concat, context),
    check: async (on, { xs: [first], axis }) => {
      // Every list has one.
      const x = first as NonNullable<typeof first>;
      return [identical((await on(concat, { xs: [x] }, { axis })).y, x, 'concat([x])')];
    },
  }),
  law(concat, 'C3', {
    cases: (context) => listed(concat, context),
    check: async (on, { xs, axis }) => {
      const half = Math.ceil(xs.length / 2);
      const [whole, front] = await Promise.all([
        on(concat, { xs }, { axis }),
        on(concat, { xs: xs.slice(0, half) }, { axis }),
      ]);
      const twice = await on(concat, { xs: [front.y, ...xs.slice(half)] }, { axis });
      return [identical(twice.y, whole.y, 'concat of a concat')];
    },
  }),
  law(concat, 'C4', {
    cases: (context) => listed(concat, context),
    check: async (on, { xs, axis }) => {
      const rank = xs[0]?.shape.length ?? 1;
      const [front, end] = await Promise.all([on(concat, { xs }, { axis }), on(concat, { xs }, { axis: axis - rank })]);
      return [identical(end.y, front.y, 'counted from the end')];
    },
  }),
  law(concat, 'C5', {
    share: 0.5,
    cases: (context) => listed(concat, context),
    check: async (on, { xs, axis }, { empty }) => {
      if (!empty) throw new Unsupported('the adapter takes no empty tensors');
      const nothing = xs.slice(0, 1).map((x) => filled(x, x.shape.with(axis, 0), 0));
      const [plain, between] = await Promise.all([
        on(concat, { xs }, { axis }),
        on(concat, { xs: [...xs.slice(0, 1), ...nothing, ...xs.slice(1)] }, { axis }),
      ]);
      return [identical(between.y, plain.y, 'with an empty tensor')];
    },
  }),
  law(concat, 'R1', {
    share: 0.1,
    cases: (context) => listed(concat, context),
    check: async (on, { axis }) => [await rejects(on(concat, { xs: [] }, { axis }), 'an empty list')],
  }),
  law(concat, 'R2', {
    share: 0.5,
    cases: (context) => listed(concat, context),
    check: async (on, { xs }) => {
      const rank = xs[0]?.shape.length ?? 1;
      return Promise.all([rank, -1 - rank].map((axis) => rejects(on(concat, { xs }, { axis }), `axis = ${axis}`)));
    },
  }),
];
