import fc from 'fast-check';
import { matmul } from '../../spec/linalg/matmul.ts';
import { keepsFactors } from '../../spec/scalars/bound.ts';
import { dealtBelow } from '../generators/dealt.ts';
import { tensors } from '../generators/tensors.ts';
import { type Law, law } from '../law.ts';
import { metamorphic } from '../metamorphic.ts';
import { identical } from '../verbs/compare.ts';
import { matchesDefinition } from '../verbs/judge.ts';
import { build, identity, plus, transposed } from '../verbs/tensors.ts';

/** Sizes on both sides of the tiles that blocked kernels use. */
const tileEdges = [1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65];

export const laws: readonly Law[] = [
  law(matmul, 'C1', {
    bits: 24,
    cases: (context) => tensors(context, { a: 'm p', b: 'p q', c: 'q n' }),
    check: async (on, { a, b, c }) => {
      const [left, right] = await Promise.all([on(matmul, { a, b }), on(matmul, { a: b, b: c })]);
      const [leftFirst, rightFirst] = await Promise.all([
        on(matmul, { a: left.c, b: c }),
        on(matmul, { a, b: right.c }),
      ]);
      return [identical(leftFirst.c, rightFirst.c, '(AB)C')];
    },
  }),
  law(matmul, 'C2', {
    bits: 24,
    cases: (context) => tensors(context, { a: 'm p', b: 'p n', c: 'p n' }),
    check: async (on, { a, b, c }) => {
      const [whole, first, second] = await Promise.all([
        on(matmul, { a, b: plus(b, c) }),
        on(matmul, { a, b }),
        on(matmul, { a, b: c }),
      ]);
      return [identical(whole.c, plus(first.c, second.c), 'A(B + C)')];
    },
  }),
  metamorphic(matmul, 'C3', {
    cases: (context) => tensors(context, { a: 'm p', b: 'p n' }),
    to: ({ a, b }) => ({ a: transposed(b), b: transposed(a) }),
    result: ({ c }) => ({ c: transposed(c) }),
    what: 'B^T A^T',
  }),
  law(matmul, 'C4', {
    cases: (context) => tensors(context, { a: 'm n' }, { entries: 'reals' }),
    check: async (on, { a }, context) => {
      const [m = 1, n = 1] = a.shape;
      const [right, left] = await Promise.all([
        on(matmul, { a, b: identity(a, n) }),
        on(matmul, { a: identity(a, m), b: a }),
      ]);
      // Where factors or sums are kept in fewer bits than the data type has, a factor 1 changes some.
      if (!keepsFactors(context.profile)) {
        return [
          ...matchesDefinition(matmul, { a, b: identity(a, n) }, {}, right, context),
          ...matchesDefinition(matmul, { a: identity(a, m), b: a }, {}, left, context),
        ];
      }
      return [identical(right.c, a, 'AI'), identical(left.c, a, 'IA')];
    },
  }),
  metamorphic(matmul, 'C5', {
    cases: (context) =>
      fc
        .record({ pair: tensors(context, { a: 'm p', b: 'p n' }), flags: dealtBelow(4) })
        .map(({ pair, flags }) => ({ ...pair, transposeA: flags % 2 === 1, transposeB: flags > 1 })),
    from: ({ a, b }) => ({ a, b }),
    to: ({ a, b, transposeA, transposeB }) => ({
      a: transposeA ? transposed(a) : a,
      b: transposeB ? transposed(b) : b,
      transposeA,
      transposeB,
    }),
    what: 'op(A) op(B)',
  }),
  law(matmul, 'C6', {
    share: 0.35,
    hint: 'the remainder of a tile is dropped, repeated or accumulated twice',
    hintOfLoss: true,
    cases: (context) =>
      fc
        .record({
          m: fc.constantFrom(...tileEdges),
          p: fc.constantFrom(...tileEdges),
          n: fc.constantFrom(...tileEdges),
          step: fc.integer({ min: 1, max: 6 }),
        })
        .map(({ m, p, n, step }) => {
          const like = { dtype: context.dtype, shape: [], data: new Float64Array(1) };
          // Small integers without a short period: any misplaced element changes the sum.
          const a = build(like, [m, p], (i, j) => ((i * 7 + j * 3 * step) % 11) - 5);
          const b = build(like, [p, n], (i, j) => ((i * 5 * step + j * 2) % 13) - 6);
          return { a, b };
        }),
    check: async (on, { a, b }, context) =>
      matchesDefinition(matmul, { a, b }, {}, await on(matmul, { a, b }), context),
  }),
];
