import * as specification from '../../spec/sequence/attentionWeights.ts';
import { rowOf, scaled, times, transposed } from '../_internal/dense/matrix.ts';
import { softmaxPullback } from '../_internal/exponentials.ts';
import { reference } from '../_internal/reference.ts';
import { weightsOf } from './_internal/attention.ts';

export const attentionScores = reference(specification.attentionScores, {
  halves: true,
  member({ query, key }) {
    const products = times(query, transposed(key));
    const root = Math.sqrt(query.columns);
    return { ...products, data: products.data.map((product) => product / root) };
  },
  pullback({ query, key }, g) {
    const part = scaled(g, 1 / Math.sqrt(query.columns));
    return { query: times(part, key), key: times(transposed(part), query) };
  },
});

export const attentionWeights = reference(specification.attentionWeights, {
  halves: true,
  member: (inputs, { causal }) => weightsOf(specification.attentionWeights.id, inputs, causal),
  pullback(inputs, g, { causal }) {
    const weights = weightsOf(specification.attentionWeights.id, inputs, causal);
    const scores = { ...g, data: new Float64Array(g.data.length) };
    for (let i = 0; i < g.rows; i++) rowOf(scores, i).set(softmaxPullback(rowOf(weights, i), rowOf(g, i)));
    const part = scaled(scores, 1 / Math.sqrt(inputs.query.columns));
    return { query: times(part, inputs.key), key: times(transposed(part), inputs.query), mask: inputs.mask && scores };
  },
});
