import * as specification from '../../spec/sequence/streamingAttention.ts';
import { at, build, type Matrix, matrix, rowOf, scaled, times, transposed } from '../_internal/dense/matrix.ts';
import { logSumExpParts } from '../_internal/exponentials.ts';
import { reference } from '../_internal/reference.ts';
import { inner } from '../_internal/rows.ts';
import { attentionGradients, weightsOf } from './_internal/attention.ts';

/** Q K^T / sqrt(d). */
const scoresOf = (query: Matrix, key: Matrix): Matrix =>
  scaled(times(query, transposed(key)), 1 / Math.sqrt(query.columns));

export const blockAttention = reference(specification.blockAttention, {
  halves: true,
  member({ query, key, value }) {
    const scores = scoresOf(query, key);
    const sums = Float64Array.from({ length: scores.rows }, (_, i) => {
      const { largest, logarithm } = logSumExpParts(rowOf(scores, i));
      return largest + logarithm;
    });
    const weights = weightsOf(specification.blockAttention.id, { query, key }, false);
    return { output: times(weights, value), logSumExp: sums };
  },
  // The gradient of the logarithm of the sum by the scores is the weights.
  pullback(inputs, { output, logSumExp }) {
    const weights = weightsOf(specification.blockAttention.id, inputs, false);
    const more = build(weights.rows, weights.columns, (i, j) => at(weights, i, j) * (logSumExp[i] as number));
    const { query, key, value } = attentionGradients(weights, inputs, output, more);
    return { query, key, value };
  },
});

/** The shares of two sums of exponentials, from their logarithms, and the logarithm of both. */
function shared(one: number, other: number) {
  const most = Math.max(one, other);
  const rest = Math.exp(Math.min(one, other) - most);
  const [large, small] = [1 / (1 + rest), rest / (1 + rest)];
  return { shares: one >= other ? [large, small] : [small, large], sum: most + Math.log1p(rest) } as const;
}

export const mergeAttention = reference(specification.mergeAttention, {
  halves: true,
  member({ output0, logSumExp0, output1, logSumExp1 }) {
    const parts = Array.from(logSumExp0, (one, i) => shared(one, logSumExp1[i] as number));
    return {
      output: build(output0.rows, output0.columns, (i, k) => {
        const [first = 0, second = 0] = parts[i]?.shares ?? [];
        return first * at(output0, i, k) + second * at(output1, i, k);
      }),
      logSumExp: Float64Array.from(parts, ({ sum }) => sum),
    };
  },
  // With shares p and q = 1 - p, dp = p q (da - db): the logarithms get p q <G, O_0 - O_1> of either sign, and their share of g.
  pullback({ output0, logSumExp0, output1, logSumExp1 }, { output: g, logSumExp }) {
    const shares = Array.from(logSumExp0, (one, i) => shared(one, logSumExp1[i] as number).shares);
    const share = (i: number, of: 0 | 1) => shares[i]?.[of] as number;
    const apart = Float64Array.from(shares, ([p = 0, q = 0], i) => {
      const difference = rowOf(output0, i).map((value, k) => value - at(output1, i, k));
      return p * q * inner(rowOf(g, i), difference);
    });
    const ofLogarithm = (of: 0 | 1, sign: number) =>
      apart.map((value, i) => sign * value + share(i, of) * (logSumExp[i] as number));
    return {
      output0: build(g.rows, g.columns, (i, k) => share(i, 0) * at(g, i, k)),
      output1: build(g.rows, g.columns, (i, k) => share(i, 1) * at(g, i, k)),
      logSumExp0: ofLogarithm(0, 1),
      logSumExp1: ofLogarithm(1, -1),
    };
  },
});

export const streamingAttention = reference(specification.streamingAttention, {
  halves: true,
  member({ query, key, value }, { block, causal }) {
    const scores = scoresOf(query, key);
    const output = matrix(query.rows, value.columns);
    for (let i = 0; i < output.rows; i++) {
      const [row, sums] = [rowOf(scores, i), rowOf(output, i)];
      const seen = causal ? Math.min(i + 1, row.length) : row.length;
      let [most, total] = [row[0] as number, 0];
      for (let first = 0; first < seen; first += block) {
        const own = row.subarray(first, Math.min(first + block, seen));
        // NaN where one of them is.
        const next = own.reduce((a, b) => Math.max(a, b), most);
        const kept = Math.exp(most - next);
        most = next;
        total *= kept;
        for (let k = 0; k < sums.length; k++) sums[k] = (sums[k] as number) * kept;
        own.forEach((score, j) => {
          const weight = Math.exp(score - most);
          total += weight;
          for (let k = 0; k < sums.length; k++) sums[k] = (sums[k] as number) + weight * at(value, first + j, k);
        });
      }
      for (let k = 0; k < sums.length; k++) sums[k] = (sums[k] as number) / total;
    }
    return output;
  },
  pullback(inputs, g, { causal }) {
    const weights = weightsOf(specification.streamingAttention.id, inputs, causal);
    const { query, key, value } = attentionGradients(weights, inputs, g);
    return { query, key, value };
  },
});

/** One matrix below another. */
const below = (a: Matrix, b: Matrix): Matrix =>
  build(a.rows + b.rows, b.columns, (i, j) => (i < a.rows ? at(a, i, j) : at(b, i - a.rows, j)));

const rowsFrom = (a: Matrix, first: number, count: number): Matrix =>
  matrix(count, a.columns, a.data.slice(first * a.columns, (first + count) * a.columns));

/** Query i sees the keys that are kept, and the first i + 1 of the new ones: those before it as if they were queries. */
function cachedWeights(query: Matrix, key: Matrix, kept: number): Matrix {
  const all = below(matrix(kept, query.columns), query);
  return rowsFrom(weightsOf(specification.cachedAttention.id, { query: all, key }, true), kept, query.rows);
}

export const cachedAttention = reference(specification.cachedAttention, {
  halves: true,
  member({ query, key, value, keyCache, valueCache }) {
    const [keys, values] = [below(keyCache, key), below(valueCache, value)];
    const weights = cachedWeights(query, keys, keyCache.rows);
    return { output: times(weights, values), nextKeyCache: keys, nextValueCache: values };
  },
  pullback({ query, key, value, keyCache, valueCache }, { output, nextKeyCache, nextValueCache }) {
    const [keys, values] = [below(keyCache, key), below(valueCache, value)];
    const kept = keyCache.rows;
    const weights = cachedWeights(query, keys, kept);
    const gradients = attentionGradients(weights, { query, key: keys, value: values }, output);
    const whole = (own: Matrix, other: Matrix) =>
      build(own.rows, own.columns, (i, j) => at(own, i, j) + at(other, i, j));
    const [ofKeys, ofValues] = [whole(gradients.key, nextKeyCache), whole(gradients.value, nextValueCache)];
    return {
      query: gradients.query,
      key: rowsFrom(ofKeys, kept, key.rows),
      value: rowsFrom(ofValues, kept, key.rows),
      keyCache: rowsFrom(ofKeys, 0, kept),
      valueCache: rowsFrom(ofValues, 0, kept),
    };
  },
});
