import { projection } from '../../spec/linalg/projection.ts';
import type { Tensor } from '../../spec/tensor.ts';
import { thresholds } from '../../spec/thresholds.ts';
import { beside } from '../generators/beside.ts';
import { alone } from '../generators/calls.ts';
import { illConditioned } from '../generators/illConditioned.ts';
import { tensors } from '../generators/tensors.ts';
import { type Law, law } from '../law.ts';
import { refuses } from '../observed.ts';
import { stillHolds } from '../stillHolds.ts';
import { atMost, near } from '../verbs/measured.ts';
import { build, filled, minus, product } from '../verbs/tensors.ts';

const length = (x: Tensor): number => Math.hypot(...x.data);

export const laws: readonly Law[] = [
  law(projection, 'C5', {
    hint: 'another projection onto the same space: it is not orthogonal',
    cases: (context) =>
      beside(alone(projection, context, { scaled: false }), {
        pool: tensors(context, { entries: 'k' }, { least: 12, most: 12 }),
      }),
    check: async (on, { a, pool }, { u }) => {
      const [m = 0, n = 0] = a.shape;
      const entry = (k: number) => pool.entries.data[k % 12] ?? 0;
      const [x, y] = [build(a, [m, 1], entry), build(a, [n, 1], (j) => entry(j + 5) / 4)];
      const { p } = await on(projection, { a });
      const nearest = product(p, x);
      const [rest, other] = [minus(x, nearest), minus(x, product(a, y))];
      const allowed = thresholds.linear * Math.max(m, 1) * 2 * u * length(x);
      return [
        atMost('||x - P x||', length(rest), length(other), allowed + 8 * n * u * length(product(a, y))),
        near(
          '||P x||^2 + ||x - P x||^2',
          length(nearest) ** 2 + length(rest) ** 2,
          length(x) ** 2,
          4 * allowed * length(x),
        ),
      ];
    },
  }),
  stillHolds(projection, 'C6', ['C1', 'C2', 'C3', 'C4'], {
    hint: 'A^T A is formed, in which small singular values are lost',
    cases: (context) => illConditioned(context, { tall: true }),
  }),
  refuses(projection, 'R2', {
    share: 0.3,
    cases: (context) => tensors(context, { a: 'm n' }, { most: 3 }),
    calls: ({ a }) => {
      const [m = 1, n = 1] = a.shape;
      return { 'more columns than rows': { a: filled(a, [m, m + n], 1) } };
    },
  }),
];
