import fc from 'fast-check';
import { matmul } from '../../spec/linalg/matmul.ts';
import { keepsFactors } from '../../spec/scalars/bound.ts';
import { tensorOf } from '../../spec/tensor.ts';
import { beside } from '../generators/beside.ts';
import { dealt, dealtBelow } from '../generators/dealt.ts';
import { tensors } from '../generators/tensors.ts';
import { type Law, law } from '../law.ts';
import { asDefined, equal, metamorphic } from '../metamorphic.ts';
import { identical } from '../verbs/compare.ts';
import { matchesDefinition } from '../verbs/judge.ts';
import { build, identity, plus, transposed } from '../verbs/tensors.ts';

/** Sizes on both sides of the tiles that blocked kernels use. */
const tileEdge = fc.constantFrom(1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65);

export const laws: readonly Law[] = [
  equal(matmul, 'C1', {
    bits: 24,
    cases: (context) => tensors(context, { a: 'm p', b: 'p q', c: 'q n' }),
    sides: (f, { a, b, c }) => ({ '(AB)C': [f({ a: f({ a, b }), b: c }), f({ a, b: f({ a: b, b: c }) })] }),
  }),
  equal(matmul, 'C2', {
    bits: 24,
    cases: (context) => tensors(context, { a: 'm p', b: 'p n', c: 'p n' }),
    sides: async (f, { a, b, c }) => ({
      'A(B + C)': [f({ a, b: plus(b, c) }), plus(await f({ a, b }), await f({ a, b: c }))],
    }),
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
      const [left, right] = [identity(a, a.shape[0] ?? 1), identity(a, a.shape[1] ?? 1)];
      const calls = { AI: { a, b: right }, IA: { a: left, b: a } };
      const seen = Object.entries(calls).map(async ([what, given]) => {
        const outputs = await on(matmul, given);
        // Where factors or sums are kept in fewer bits than the data type has, a factor 1 changes some.
        return keepsFactors(context.profile)
          ? [identical(outputs.c, a, what)]
          : matchesDefinition(matmul, given, {}, outputs, context);
      });
      return (await Promise.all(seen)).flat();
    },
  }),
  metamorphic(matmul, 'C5', {
    cases: (context) =>
      beside(tensors(context, { a: 'm p', b: 'p n' }), { flags: dealtBelow(4) }).map(({ a, b, flags }) => ({
        a,
        b,
        transposeA: flags % 2 === 1,
        transposeB: flags > 1,
      })),
    from: ({ a, b }) => ({ a, b }),
    to: ({ a, b, transposeA, transposeB }) => ({
      a: transposeA ? transposed(a) : a,
      b: transposeB ? transposed(b) : b,
      transposeA,
      transposeB,
    }),
    what: 'op(A) op(B)',
  }),
  asDefined(matmul, 'C6', {
    share: 0.35,
    hint: 'the remainder of a tile is dropped, repeated or accumulated twice',
    hintOfLoss: true,
    cases: ({ dtype }) =>
      fc
        .record({
          m: tileEdge,
          p: tileEdge,
          n: tileEdge,
          step: fc.integer({ min: 1, max: 6 }),
          wide: dealt([0, 0, 0, 0, 0, 130, 0, 0, 0]),
        })
        .map(({ wide, step, ...sizes }) => {
          // Results of several blocks in both directions, of one product each.
          const { m, p, n } = wide === 0 ? sizes : { m: wide, p: 1, n: wide + (sizes.n % 3) };
          const like = tensorOf(dtype, [], [0]);
          // Small integers without a short period: any misplaced element changes the sum.
          const a = build(like, [m, p], (i, j) => ((i * 7 + j * 3 * step) % 11) - 5);
          const b = build(like, [p, n], (i, j) => ((i * 5 * step + j * 2) % 13) - 6);
          return { a, b };
        }),
  }),
];
