import fc from 'fast-check';
import { matmul } from '../../spec/linalg/matmul.ts';
import { permute } from '../../spec/tensor/permute.ts';
import { permutationFrom } from '../generators/permutations.ts';
import { tensors } from '../generators/tensors.ts';
import type { Context, Law } from '../law.ts';
import { equal } from '../metamorphic.ts';
import { choices, tensorOfAnyRank } from './_internal/shaped.ts';

const tensorAndOrders = (context: Context) =>
  fc
    .record({ x: tensorOfAnyRank(context, { entries: 'reals', mostRank: 4 }), first: choices, second: choices })
    .map(({ x, first, second }) => ({
      x,
      p: permutationFrom(x.shape.length, first),
      q: permutationFrom(x.shape.length, second),
    }));

export const laws: readonly Law[] = [
  equal(permute, 'C1', {
    hint: 'the axes are permuted by the inverse',
    cases: tensorAndOrders,
    sides: (f, { x, p, q }) => ({
      'permute(permute(x, p), q)': [
        f({ x: f({ x, axes: p }), axes: q }),
        f({ x, axes: q.map((axis) => p[axis] ?? 0) }),
      ],
    }),
  }),
  equal(permute, 'C2', {
    cases: tensorAndOrders,
    sides: (f, { x, p }) => ({
      'permute(permute(x, p), inverse of p)': [
        f({ x: f({ x, axes: p }), axes: p.map((_, axis) => p.indexOf(axis)) }),
        x,
      ],
    }),
  }),
  equal(permute, 'C3', {
    needs: [matmul],
    cases: (context) => tensors(context, { a: 'm p', b: 'p n' }),
    sides: (f, { a, b }, times) => {
      const turned = (x: Parameters<typeof f>[0]['x']) => f({ x, axes: [1, 0] });
      return { '(A B)^T': [turned(times({ a, b })), times({ a: turned(b), b: turned(a) })] };
    },
  }),
];
