import { scaledDotProductAttention as specification } from '../../spec/sequence/scaledDotProductAttention.ts';
import { type Matrix, matrix, rowOf, times, transposed } from '../_internal/dense/matrix.ts';
import { softmaxPullback, softmaxRow } from '../_internal/exponentials.ts';
import { fail } from '../_internal/fail.ts';
import { type MembersOf, reference } from '../_internal/reference.ts';

export const scaledDotProductAttention = reference(specification, {
  member: (inputs, { causal }) => times(weightsOf(inputs, causal), inputs.value),
  // O = A V with A = softmax(S) and S = Q K^T / sqrt(d) + M: dV = A^T G, dA = G V^T, dM = dS = the pullback of dA through the
  // softmax of every row, dQ = dS K / sqrt(d), dK = dS^T Q / sqrt(d).
  pullback(inputs, g, { causal }) {
    const { query, key, value, mask } = inputs;
    const weights = weightsOf(inputs, causal);
    const scores = times(g, transposed(value));
    for (let i = 0; i < scores.rows; i++) rowOf(scores, i).set(softmaxPullback(rowOf(weights, i), rowOf(scores, i)));
    const root = Math.sqrt(query.columns);
    const scaled = { ...scores, data: scores.data.map((score) => score / root) };
    return {
      query: times(scaled, key),
      key: times(transposed(scaled), query),
      value: times(transposed(weights), g),
      mask: mask && scores,
    };
  },
});

/** The softmax of every row of Q K^T / sqrt(d) plus the mask, over the keys that its query sees. */
function weightsOf({ query, key, mask }: MembersOf<typeof specification>, causal: boolean): Matrix {
  const products = times(query, transposed(key));
  const weights = matrix(products.rows, products.columns);
  const root = Math.sqrt(query.columns);
  for (let i = 0; i < weights.rows; i++) {
    const bias = mask && rowOf(mask, i);
    const scores = rowOf(products, i).map((product, j) => product / root + (bias?.[j] ?? 0));
    const seen = scores.subarray(0, causal ? i + 1 : scores.length);
    // A product that overflows takes no key: only the mask does.
    if (bias?.subarray(0, seen.length).every((value) => value === Number.NEGATIVE_INFINITY)) {
      fail(
        'sequence.scaledDotProductAttention/R2',
        `the mask must leave every query a key, got minus infinity for all of query ${i}`,
      );
    }
    rowOf(weights, i).set(softmaxRow(seen));
  }
  return weights;
}
