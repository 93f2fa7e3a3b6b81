import { scaledDotProductAttention as specification } from '../../spec/sequence/scaledDotProductAttention.ts';
import { times } from '../_internal/dense/matrix.ts';
import { reference } from '../_internal/reference.ts';
import { attentionGradients, weightsOf } from './_internal/attention.ts';

export const scaledDotProductAttention = reference(specification, {
  member: (inputs, { causal }) => times(weightsOf(specification.id, inputs, causal), inputs.value),
  pullback(inputs, g, { causal }) {
    const { scores, ...gradients } = attentionGradients(weightsOf(specification.id, inputs, causal), inputs, g);
    return { ...gradients, mask: inputs.mask && scores };
  },
});
