import type fc from 'fast-check';
import type { Tensor } from '../../../spec/tensor.ts';
import { type TensorOptions, tensors } from '../../generators/tensors.ts';
import type { Context } from '../../law.ts';
import { at, build, map, rowsOf } from '../../verbs/tensors.ts';

/** Whole numbers, each at least `least`, that sum to `total`; as many as there are weights. */
function shares(weights: readonly number[], total: number, least: number): number[] {
  let rest = total - least * weights.length;
  return weights.map((weight, i) => {
    const part = i === weights.length - 1 ? rest : Math.min(rest, Math.abs(Math.round(weight)) % 6);
    rest -= part;
    return least + part;
  });
}

/** Parts of sixteen: products of two, and midpoints, are exact in every data type. */
export const asDistribution = (drawn: Tensor, least = 0, total = 16): Tensor => {
  const parts = shares(Array.from(drawn.data), total, least);
  return map(drawn, (_, i) => (parts[i] ?? 0) / total);
};

/** Along every row. */
export const asRows = (drawn: Tensor, least = 0, total = 16): Tensor => {
  const parts = rowsOf(drawn.data, drawn.shape.at(-1) ?? 0).flatMap((row) => shares(row, total, least));
  return map(drawn, (_, i) => (parts[i] ?? 0) / total);
};

/** Distributions over named axes, of parts of sixteen; each has a share of every outcome where `least` is 1. */
export const distributions = <Name extends string>(
  context: Context,
  shapes: Readonly<Record<Name, string>>,
  { first = 0, ...options }: TensorOptions & { readonly first?: number } = {},
): fc.Arbitrary<Record<Name, Tensor>> =>
  tensors(context, shapes, { most: 4, ...options }).map(
    (drawn) =>
      Object.fromEntries(
        Object.entries<Tensor>(drawn).map(([name, tensor]) => [name, asDistribution(tensor, first)]),
      ) as Record<Name, Tensor>,
  );

export const midpoint = (p: Tensor, q: Tensor): Tensor => map(p, (value, i) => (value + (q.data[i] ?? 0)) / 2);

/** p T: where outcomes go. */
export const through = (p: Tensor, channel: Tensor): Tensor =>
  build(p, [channel.shape[1] ?? 0], (j) =>
    Array.from(p.data).reduce((sum, value, i) => sum + value * at(channel, i, j), 0),
  );

/** p q^T: the joint distribution of independent ones. */
export const independent = (p: Tensor, q: Tensor): Tensor =>
  build(p, [p.data.length, q.data.length], (i, j) => at(p, i) * at(q, j));

/** The sums of rows, and of columns. */
export const rowSums = (p: Tensor): Tensor =>
  build(p, [p.shape[0] ?? 0], (i) => (rowsOf(p.data, p.shape[1] ?? 0)[i] ?? []).reduce((sum, value) => sum + value, 0));
export const columnSums = (p: Tensor): Tensor =>
  build(p, [p.shape[1] ?? 0], (j) =>
    Array.from({ length: p.shape[0] ?? 0 }, (_, i) => at(p, i, j)).reduce((sum, value) => sum + value, 0),
  );

/** In a row. */
export const flat = (p: Tensor): Tensor => build(p, [p.data.length], (i) => p.data[i] ?? 0);
