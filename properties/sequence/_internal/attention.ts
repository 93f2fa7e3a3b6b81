import fc from 'fast-check';
import { scaledDotProductAttention } from '../../../spec/sequence/scaledDotProductAttention.ts';
import type { Tensor } from '../../../spec/tensor.ts';
import { beside } from '../../generators/beside.ts';
import type { Entries } from '../../generators/entries.ts';
import { tensors } from '../../generators/tensors.ts';
import type { Case, Context } from '../../law.ts';
import { boundedResult } from '../../verbs/judge.ts';
import { at, build } from '../../verbs/tensors.ts';

/** Queries, keys, values and a mask: matrices of one batch member. */
export interface Attention extends Case {
  readonly query: Tensor;
  readonly key: Tensor;
  readonly value: Tensor;
  readonly mask: Tensor;
}

/** Small matrices that fit together; at least `keys` keys. */
export const attentions = (context: Context, keys = 1, entries: Entries = 'reals'): fc.Arbitrary<Attention> =>
  beside(tensors(context, { query: 'l d', key: 's d', value: 's e', mask: 'l s' }, { entries, most: 4 }), {
    more: fc.integer({ min: keys, max: 4 }),
  }).map(({ query, key, value, mask, more }) => {
    const s = key.shape[0] ?? 1;
    const order = below(Math.max(more, s)).map((j) => j % s);
    return { query, key: rows(key, order), value: rows(value, order), mask: columns(mask, order) };
  });

/** Some rows of a matrix, in this order. */
export const rows = (matrix: Tensor, order: readonly number[]): Tensor =>
  build(matrix, [order.length, matrix.shape[1] ?? 0], (i, j) => at(matrix, order[i] ?? 0, j));

/** Some columns of a matrix, in this order. */
export const columns = (matrix: Tensor, order: readonly number[]): Tensor =>
  build(matrix, [matrix.shape[0] ?? 0, order.length], (i, j) => at(matrix, i, order[j] ?? 0));

/** Integers below `count`. */
export const below = (count: number): number[] => Array.from({ length: count }, (_, at) => at);

/** How many queries and keys there are, and how many features of a value. */
export const countsOf = ({
  query,
  key,
  value,
}: Attention): { readonly l: number; readonly s: number; readonly e: number } => ({
  l: query.shape[0] ?? 0,
  s: key.shape[0] ?? 0,
  e: value.shape[1] ?? 0,
});

/** What one query gives when it sees these keys alone. */
export const seenBy = ({ query, key, value, mask }: Attention, i: number, keys: readonly number[]): Attention => ({
  query: rows(query, [i]),
  key: rows(key, keys),
  value: rows(value, keys),
  mask: columns(rows(mask, [i]), keys),
});

/** The keys and values from some place on replaced. */
export const edited = ({ key, value }: Attention, from: number, by: number): Pick<Attention, 'key' | 'value'> => {
  const replaced = (matrix: Tensor) =>
    build(matrix, matrix.shape, (j, k) => (j >= from ? by - at(matrix, j, k) : at(matrix, j, k)));
  return { key: replaced(key), value: replaced(value) };
};

/** The mask with minus infinity where a key is taken from a query. */
export const taking = (mask: Tensor, isHidden: (i: number, j: number) => boolean): Tensor =>
  build(mask, mask.shape, (i, j) => (isHidden(i, j) ? Number.NEGATIVE_INFINITY : at(mask, i, j)));

/** The definition's values and bounds. */
export const expectedOf = ({ query, key, value, mask }: Attention, context: Context) =>
  boundedResult(scaledDotProductAttention, { query, key, value, mask }, {}, context);
