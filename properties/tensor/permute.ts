import fc from 'fast-check';
import { matmul } from '../../spec/linalg/matmul.ts';
import { permute } from '../../spec/tensor/permute.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law } from '../law.ts';
import { identical } from '../verbs/compare.ts';
import { choices, permutationOf, tensorOfAnyRank } from './_internal/shaped.ts';

const tensorAndOrders = (context: Context) =>
  fc
    .record({ x: tensorOfAnyRank(context, { entries: 'reals', mostRank: 4 }), first: choices, second: choices })
    .map(({ x, first, second }) => ({
      x,
      p: permutationOf(x.shape.length, first),
      q: permutationOf(x.shape.length, second),
    }));

export const laws: readonly Law[] = [
  law(permute, 'C1', {
    hint: 'the axes are permuted by the inverse',
    cases: tensorAndOrders,
    check: async (on, { x, p, q }) => {
      const axes = q.map((axis) => p[axis] ?? 0);
      const [once, direct] = await Promise.all([on(permute, { x }, { axes: p }), on(permute, { x }, { axes })]);
      const twice = await on(permute, { x: once.y }, { axes: q });
      return [identical(twice.y, direct.y, 'permute(permute(x, p), q)')];
    },
  }),
  law(permute, 'C2', {
    cases: tensorAndOrders,
    check: async (on, { x, p }) => {
      const there = await on(permute, { x }, { axes: p });
      const back = await on(permute, { x: there.y }, { axes: p.map((_, axis) => p.indexOf(axis)) });
      return [identical(back.y, x, 'permute(permute(x, p), inverse of p)')];
    },
  }),
  law(permute, 'C3', {
    needs: [matmul],
    cases: (context) => tensors(context, { a: 'm p', b: 'p n' }),
    check: async (on, { a, b }) => {
      const axes = [1, 0];
      const [product, turnedA, turnedB] = await Promise.all([
        on(matmul, { a, b }),
        on(permute, { x: a }, { axes }),
        on(permute, { x: b }, { axes }),
      ]);
      const [left, right] = await Promise.all([
        on(permute, { x: product.c }, { axes }),
        on(matmul, { a: turnedB.y, b: turnedA.y }),
      ]);
      return [identical(left.y, right.c, '(A B)^T')];
    },
  }),
];
