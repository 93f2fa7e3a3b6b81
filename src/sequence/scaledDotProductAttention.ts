import type { Gradient, Implementation } from '../../spec/implementation.ts';
import type { scaledDotProductAttention as specification } from '../../spec/sequence/scaledDotProductAttention.ts';
import { forEachMember } from '../_internal/batch.ts';
import { softmaxPullback, softmaxRow } from '../_internal/exponentials.ts';
import { fail, requireFloats } from '../_internal/fail.ts';
import { multiplyInto } from '../_internal/product.ts';
import { fromRows, rowsOf } from '../_internal/rows.ts';
import { bindAxes, requireShape } from '../_internal/shapes.ts';
import { sumTo } from '../_internal/sumTo.ts';
import { store } from '../_internal/values.ts';
import { type NdArray, stretch, transpose, zeros } from '../ndArray.ts';

const operation = 'sequence.scaledDotProductAttention';

interface Inputs {
  readonly query: NdArray;
  readonly key: NdArray;
  readonly value: NdArray;
  readonly mask?: NdArray | undefined;
}

export const scaledDotProductAttention: Implementation<typeof specification, NdArray> = (inputs, { causal }) => {
  const { dtype, batch, size, bias } = check(inputs);
  const output = zeros(dtype, [...batch, size.l, size.e]);
  const { query, key, value } = inputs;
  forEachMember(
    batch,
    [
      [query, 2],
      [key, 2],
      [value, 2],
      [bias, 2],
      [output, 2],
    ],
    (q, k, v, b, o) => multiplyInto(o, weightsOf(q, k, b, causal), v),
  );
  return output;
};

// O = A V with A = softmax(S) and S = Q K^T / sqrt(d) + M: dV = A^T G, dA = G V^T, dM = dS = the pullback of dA through the
// softmax of every row, dQ = dS K / sqrt(d), dK = dS^T Q / sqrt(d).
export const scaledDotProductAttentionGradient: Gradient<typeof specification, NdArray> = (
  inputs,
  cotangent,
  { causal },
) => {
  const { dtype, batch, size, bias } = check(inputs);
  const { query, key, value, mask } = inputs;
  requireFloats(operation, { query, cotangent });
  requireShape(operation, 'the cotangent', cotangent, [...batch, size.l, size.e]);
  const [dq, dk] = [zeros(dtype, [...batch, size.l, size.d]), zeros(dtype, [...batch, size.s, size.d])];
  const [dv, ds] = [zeros(dtype, [...batch, size.s, size.e]), zeros(dtype, [...batch, size.l, size.s])];
  forEachMember(
    batch,
    [
      [query, 2],
      [key, 2],
      [value, 2],
      [bias, 2],
      [cotangent, 2],
      [dq, 2],
      [dk, 2],
      [dv, 2],
      [ds, 2],
    ],
    (q, k, v, b, g, toQuery, toKey, toValue, toScores) => {
      const weights = weightsOf(q, k, b, causal);
      multiplyInto(toValue, transpose(weights), g);
      multiplyInto(toScores, g, transpose(v));
      const incoming = rowsOf(toScores);
      const rows = rowsOf(weights).map((row, i) => softmaxPullback(row, incoming[i] as Float64Array));
      store(
        toScores,
        rows.flatMap((row) => [...row]),
      );
      const scaled = fromRows(
        dtype,
        [size.l, size.s],
        rows.map((row) => row.map((one) => one / Math.sqrt(size.d))),
      );
      multiplyInto(toQuery, scaled, k);
      multiplyInto(toKey, transpose(scaled), q);
    },
  );
  return {
    query: sumTo(dq, query.shape, dtype),
    key: sumTo(dk, key.shape, dtype),
    value: sumTo(dv, value.shape, dtype),
    mask: mask && sumTo(ds, mask.shape, dtype),
  };
};

/** The softmax of every row of Q K^T / sqrt(d) plus the mask, over the keys that its query sees. */
function weightsOf(query: NdArray, key: NdArray, bias: NdArray, causal: boolean): NdArray {
  const [l = 0, d = 1] = query.shape;
  const s = key.shape[0] ?? 0;
  const scores = zeros(query.dtype, [l, s]);
  multiplyInto(scores, query, transpose(key));
  const added = rowsOf(bias);
  const rows = rowsOf(scores).map((row, i) => {
    const masked = row.map((product, j) => product / Math.sqrt(d) + (added[i]?.[j] as number));
    const seen = masked.subarray(0, causal ? i + 1 : s);
    if (seen.every((score) => score === Number.NEGATIVE_INFINITY)) {
      fail(`${operation}/R2`, `the mask must leave every query a key, got minus infinity for all of query ${i}`);
    }
    const weights = new Float64Array(s);
    weights.set(softmaxRow(seen));
    return weights;
  });
  return fromRows(query.dtype, [l, s], rows);
}

function check({ query, key, value, mask }: Inputs) {
  const dtype = requireFloats(operation, { query, key, value, mask });
  const { size, batch } = bindAxes(operation, {
    query: [query, '... l d'],
    key: [key, '... s d'],
    value: [value, '... s e'],
    mask: [mask, '... l s'],
  });
  if (size.s < 1 || size.d < 1) {
    fail(`${operation}/R1`, `there must be at least one key and one feature, got s = ${size.s}, d = ${size.d}`);
  }
  return { dtype, batch, size, bias: mask ?? stretch(zeros(dtype, []), [size.l, size.s]) };
}
