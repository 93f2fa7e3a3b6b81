import fc from 'fast-check';
import type { Evaluated } from '../../../spec/evaluate.ts';
import type { Bound } from '../../../spec/scalars/bound.ts';
import { scaledDotProductAttention } from '../../../spec/sequence/scaledDotProductAttention.ts';
import type { Tensor } from '../../../spec/tensor.ts';
import type { Entries } from '../../generators/entries.ts';
import { tensors } from '../../generators/tensors.ts';
import type { Case, Context } from '../../law.ts';
import { exactPullback } from '../../verbs/derivative.ts';
import { boundedResults } from '../../verbs/judge.ts';
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
  fc
    .record({
      drawn: tensors(context, { query: 'l d', key: 's d', value: 's e', mask: 'l s' }, { entries, most: 4 }),
      more: fc.integer({ min: keys, max: 4 }),
    })
    .map(({ drawn: { query, key, value, mask }, more }) => {
      const order = Array.from({ length: Math.max(more, key.shape[0] ?? 1) }, (_, j) => j % (key.shape[0] ?? 1));
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

/** How many queries and keys there are. */
export const countsOf = ({ query, key }: Attention): { readonly l: number; readonly s: number } => ({
  l: query.shape[0] ?? 0,
  s: key.shape[0] ?? 0,
});

/** What one query gives when it sees these keys alone. */
export const seenBy = ({ query, key, value, mask }: Attention, i: number, keys: readonly number[]): Attention => ({
  query: rows(query, [i]),
  key: rows(key, keys),
  value: rows(value, keys),
  mask: columns(rows(mask, [i]), keys),
});

/** The keys and values at some places replaced, and the mask above them. */
export const edited = (given: Attention, isHidden: (j: number) => boolean, by: number): Attention => {
  const replaced = (matrix: Tensor) =>
    build(matrix, matrix.shape, (j, k) => (isHidden(j) ? by - at(matrix, j, k) : at(matrix, j, k)));
  return { ...given, key: replaced(given.key), value: replaced(given.value) };
};

/** The mask with minus infinity where a key is taken from a query. */
export const taking = (given: Attention, isHidden: (i: number, j: number) => boolean): Attention => ({
  ...given,
  mask: build(given.mask, given.mask.shape, (i, j) =>
    isHidden(i, j) ? Number.NEGATIVE_INFINITY : at(given.mask, i, j),
  ),
});

/** The definition's values and bounds. */
export function expectedOf({ query, key, value, mask }: Attention, context: Context): Evaluated<Bound> {
  const [output] = Object.values(boundedResults(scaledDotProductAttention, { query, key, value, mask }, {}, context));
  if (output === undefined) throw new TypeError('attention has one output');
  return output;
}

/** How far each element of the gradient of an input may be off, by its position. */
export function gradientAllowances(
  { query, key, value, mask }: Attention,
  cotangent: Tensor,
  context: Context,
): Readonly<Record<string, readonly number[]>> {
  const given = { inputs: { query, key, value, mask }, attributes: { causal: false } };
  const pulled = exactPullback(scaledDotProductAttention, given, context)({ output: cotangent });
  const allowances: Record<string, number[]> = {};
  for (const { input, position, allowed } of pulled) {
    allowances[input] ??= [];
    allowances[input][position] = allowed;
  }
  return allowances;
}
