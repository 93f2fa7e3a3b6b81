import { matmul } from '../../spec/linalg/matmul.ts';
import { outer } from '../../spec/linalg/outer.ts';
import { keepsFactors } from '../../spec/scalars/bound.ts';
import { tensorOf } from '../../spec/tensor.ts';
import { tensors } from '../generators/tensors.ts';
import { type Law, law, type Observation } from '../law.ts';
import { metamorphic } from '../metamorphic.ts';
import { identical, worst } from '../verbs/compare.ts';
import { matchesDefinition } from '../verbs/judge.ts';
import { holds } from '../verbs/measured.ts';
import { at, build, transposed } from '../verbs/tensors.ts';

export const laws: readonly Law[] = [
  metamorphic(outer, 'C1', {
    repeats: true,
    cases: (context) => tensors(context, { a: 'm', b: 'n' }, { entries: 'reals' }),
    to: ({ a, b }) => ({ a: b, b: a }),
    result: ({ c }) => ({ c: transposed(c) }),
    what: 'outer(b, a)',
  }),
  law(outer, 'C2', {
    bits: 24,
    cases: (context) => tensors(context, { a: 'm', b: 'n', x: 'n' }),
    check: async (on, { a, b, x }) => {
      const { c } = await on(outer, { a, b });
      const sum = (term: (j: number) => number) =>
        Array.from(x.data, (value, j) => term(j) * value).reduce((total, value) => total + value, 0);
      const applied = build(a, a.shape, (i) => sum((j) => at(c, i, j)));
      const expected = build(a, a.shape, (i) => at(a, i) * sum((j) => at(b, j)));
      return [identical(applied, expected, 'outer(a, b) x')];
    },
  }),
  law(outer, 'C3', {
    bits: 24,
    cases: (context) => tensors(context, { a: 'm', b: 'n' }, { least: 2 }),
    check: async (on, { a, b }) => {
      const { c } = await on(outer, { a, b });
      const [m = 1, n = 1] = c.shape;
      const minors: Observation[] = [];
      // Minors of neighbouring rows and columns: where they vanish and no entry does, all do.
      for (let i = 1; i < m; i++) {
        for (let j = 1; j < n; j++) {
          const minor = at(c, i - 1, j - 1) * at(c, i, j) - at(c, i - 1, j) * at(c, i, j - 1);
          minors.push(
            holds(`minor of rows ${i - 1}, ${i} and columns ${j - 1}, ${j}`, minor === 0, '0', String(minor)),
          );
        }
      }
      return [worst(minors, 'minors')];
    },
  }),
  law(outer, 'C4', {
    repeats: true,
    needs: [matmul],
    cases: (context) => tensors(context, { a: 'm', b: 'n' }, { entries: 'reals' }),
    check: async (on, { a, b }, context) => {
      const [direct, product] = await Promise.all([
        on(outer, { a, b }),
        on(matmul, {
          a: tensorOf(a.dtype, [...a.shape, 1], a.data),
          b: tensorOf(b.dtype, [1, ...b.shape], b.data),
        }),
      ]);
      // A single product, which both round once; but not where one of them keeps fewer bits.
      if (!keepsFactors(context.profile)) {
        const shaped = { c: tensorOf(a.dtype, direct.c.shape, product.c.data) };
        return [direct, shaped].flatMap((one) => matchesDefinition(outer, { a, b }, {}, one, context));
      }
      return [identical(direct.c, product.c, 'outer(a, b)')];
    },
  }),
];
