import { implementations } from '../../src/registry.generated.ts';
import { arrayOf, byRows, mapped, valuesOf } from './_internal/plain.ts';
import type { Fault } from './fault.ts';

type Operations = NonNullable<Fault['operations']>;

/** What the wrong claim would have, instead of what is right. */
const asClaimed = (
  number: string,
  name: string,
  operation: keyof Operations & string,
  wrong: Partial<Fault>,
): Fault => ({
  name,
  operation,
  caughtBy: `${operation}/${number}`,
  ...wrong,
});

export const faults: readonly Fault[] = [
  asClaimed('E01', 'rows stacked, for which the product from the right is B^T kron A', 'multilinear.vec', {
    operations: {
      'multilinear.vec': ({ a }) => arrayOf(a.dtype, [a.shape[0] === 0 ? 0 : valuesOf(a).length], valuesOf(a)),
    },
  }),
  asClaimed('E02', 'the nuclear norm in place of the largest singular value', 'linalg.spectralNorm', {
    operations: {
      'linalg.spectralNorm': async ({ a }) => {
        const { s } = await implementations['decompositions.svd']({ a }, {});
        return arrayOf(a.dtype, s.shape.slice(0, -1), [valuesOf(s).reduce((sum, value) => sum + value, 0)]);
      },
    },
  }),
  asClaimed('E03', 'A = LU for every matrix, L the identity where there is no pivot', 'decompositions.lu', {
    operations: {
      'decompositions.lu': ({ a }) => {
        const n = a.shape.at(-1) ?? 0;
        const order = Array.from({ length: n }, (_, at) => at);
        const unit = order.flatMap((i) => order.map((j) => (i === j ? 1 : 0)));
        return { permutation: arrayOf('int32', [n], order), l: arrayOf(a.dtype, a.shape, unit), u: a };
      },
    },
  }),
  asClaimed('E32', 'rows centred and not scaled: from two of them one is told from the other', 'layers.layerNorm', {
    operations: {
      'layers.layerNorm': ({ x }) =>
        byRows(x, (row) => row.map((value) => value - row.reduce((sum, one) => sum + one, 0) / row.length)),
    },
  }),
  asClaimed('E35', 'the one-hot vector of argmax', 'layers.softmax', {
    operations: { 'layers.softmax': ({ x }) => byRows(x, (row) => row.map((v) => (v === Math.max(...row) ? 1 : 0))) },
  }),
  asClaimed('E44', 'a gradient that does not saturate', 'layers.relu', {
    gradients: { 'layers.relu': (_, y) => ({ x: y }) },
  }),
  asClaimed('E66', 'the smaller operand stretched to the shape of the larger', 'tensor.add', {
    operations: {
      'tensor.add': ({ a, b }) => {
        const [large, small] = valuesOf(a).length < valuesOf(b).length ? [b, a] : [a, b];
        const values = valuesOf(small);
        return mapped(large, (value, at) => value + (values[at % values.length] ?? 0));
      },
    },
  }),
  asClaimed('E67', 'heads split by the reshape', 'tensor.reshape', {
    operations: {
      'tensor.reshape': async ({ x }, { shape }) => {
        const plain = await implementations['tensor.reshape']({ x }, { shape });
        return shape.length === 4 ? implementations['tensor.permute']({ x: plain }, { axes: [0, 2, 1, 3] }) : plain;
      },
    },
  }),
  asClaimed('E68', 'singular values that are 0 left out', 'decompositions.svd', {
    operations: {
      'decompositions.svd': async ({ a }) => {
        const { u, s, v } = await implementations['decompositions.svd']({ a }, {});
        const positive = valuesOf(s).filter((value) => value > 0);
        return { u, v, s: arrayOf(a.dtype, [...s.shape.slice(0, -1), positive.length], positive) };
      },
    },
  }),
  asClaimed('E69', 'of equal singular values all terms kept', 'multilinear.lowRankTruncate', {
    operations: {
      'multilinear.lowRankTruncate': ({ a }, { rank }) =>
        rank > 0 ? a : implementations['multilinear.lowRankTruncate']({ a }, { rank }),
    },
  }),
];
