import { matmul } from '../../spec/linalg/matmul.ts';
import { outer } from '../../spec/linalg/outer.ts';
import { keepsFactors } from '../../spec/scalars/bound.ts';
import { tensors } from '../generators/tensors.ts';
import { type Law, law } from '../law.ts';
import { equal, metamorphic } from '../metamorphic.ts';
import { ofResult } from '../observed.ts';
import { identical, worst } from '../verbs/compare.ts';
import { matchesDefinition } from '../verbs/judge.ts';
import { holds } from '../verbs/measured.ts';
import { at, build, inner, inShape, product, scaled, transposed } from '../verbs/tensors.ts';

export const laws: readonly Law[] = [
  metamorphic(outer, 'C1', {
    repeats: true,
    cases: (context) => tensors(context, { a: 'm', b: 'n' }, { entries: 'reals' }),
    to: ({ a, b }) => ({ a: b, b: a }),
    result: ({ c }) => ({ c: transposed(c) }),
    what: 'outer(b, a)',
  }),
  equal(outer, 'C2', {
    bits: 24,
    cases: (context) => tensors(context, { a: 'm', b: 'n', x: 'n' }),
    sides: async (f, { a, b, x }) => {
      const applied = product(await f({ a, b }), inShape(x, [x.data.length, 1]));
      return { 'outer(a, b) x': [inShape(applied, a.shape), scaled(a, inner(b, x))] };
    },
  }),
  ofResult(outer, 'C3', {
    bits: 24,
    cases: (context) => tensors(context, { a: 'm', b: 'n' }, { least: 2 }),
    of: ({ c }) => {
      const [m = 1, n = 1] = c.shape;
      // Minors of neighbouring rows and columns: where they vanish and no entry does, all do.
      const minors = build(
        c,
        [m - 1, n - 1],
        (i, j) => at(c, i, j) * at(c, i + 1, j + 1) - at(c, i, j + 1) * at(c, i + 1, j),
      );
      const seen = Array.from(minors.data, (minor, k) => {
        const [i, j] = [Math.floor(k / (n - 1)), k % (n - 1)];
        return holds(`minor of rows ${i}, ${i + 1} and columns ${j}, ${j + 1}`, minor === 0, '0', String(minor));
      });
      return [worst(seen, 'minors')];
    },
  }),
  law(outer, 'C4', {
    repeats: true,
    needs: [matmul],
    cases: (context) => tensors(context, { a: 'm', b: 'n' }, { entries: 'reals' }),
    check: async (on, { a, b }, context) => {
      const [column, row] = [inShape(a, [...a.shape, 1]), inShape(b, [1, ...b.shape])];
      const [direct, product] = await Promise.all([on(outer, { a, b }), on(matmul, { a: column, b: row })]);
      // A single product, which both round once; but not where one of them keeps fewer bits.
      return keepsFactors(context.profile)
        ? [identical(direct.c, product.c, 'outer(a, b)')]
        : [direct, product].flatMap((one) => matchesDefinition(outer, { a, b }, {}, one, context));
    },
  }),
];
