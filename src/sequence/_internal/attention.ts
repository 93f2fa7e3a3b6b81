import { type Matrix, matrix, plus, rowOf, scaled, times, transposed } from '../../_internal/dense/matrix.ts';
import { softmaxPullback, softmaxRow } from '../../_internal/exponentials.ts';
import { fail } from '../../_internal/fail.ts';

interface Queried {
  readonly query: Matrix;
  readonly key: Matrix;
  readonly mask?: Matrix | undefined;
}

/** The softmax of every row of Q K^T / sqrt(d) plus the mask, over the keys that its query sees; `id` is that of the operation, which refuses. */
export function weightsOf(id: string, { query, key, mask }: Queried, causal: boolean): Matrix {
  const products = times(query, transposed(key));
  const weights = matrix(products.rows, products.columns);
  const root = Math.sqrt(query.columns);
  for (let i = 0; i < weights.rows; i++) {
    const bias = mask && rowOf(mask, i);
    const scores = rowOf(products, i).map((product, j) => product / root + (bias?.[j] ?? 0));
    const seen = scores.subarray(0, causal ? i + 1 : scores.length);
    // A product that overflows takes no key: only the mask does.
    if (bias?.subarray(0, seen.length).every((value) => value === Number.NEGATIVE_INFINITY)) {
      fail(`${id}/R2`, `the mask must leave every query a key, got minus infinity for all of query ${i}`);
    }
    rowOf(weights, i).set(softmaxRow(seen));
  }
  return weights;
}

/**
 * The gradients of O = A V with A = softmax(S) and S = Q K^T / sqrt(d) + M: dV = A^T G, dA = G V^T, dM = dS = the pullback of dA through
 * the softmax of every row, plus what comes in for the scores besides, dQ = dS K / sqrt(d), dK = dS^T Q / sqrt(d).
 */
export function attentionGradients(
  weights: Matrix,
  { query, key, value }: Queried & { readonly value: Matrix },
  g: Matrix,
  more?: Matrix,
) {
  const slopes = times(g, transposed(value));
  for (let i = 0; i < slopes.rows; i++) rowOf(slopes, i).set(softmaxPullback(rowOf(weights, i), rowOf(slopes, i)));
  const scores = more === undefined ? slopes : plus(slopes, more);
  const part = scaled(scores, 1 / Math.sqrt(query.columns));
  return { query: times(part, key), key: times(transposed(part), query), value: times(transposed(weights), g), scores };
}
