import { layerNorm } from '../layers/layerNorm.ts';
import { defineOperation } from '../operation.ts';
import { refuse } from '../refusal.ts';
import { pytorch, vaswani2017, xiong2020 } from '../sources.ts';
import { activation, feedForward, kinks } from './feedForward.ts';
import { multiHeadAttention } from './multiHeadAttention.ts';

export const transformerBlock = defineOperation({
  id: 'sequence.transformerBlock',
  meaning:
    'Self-attention and a feed-forward layer, each added to what goes in: normalised before either (`pre`), x + A(N x) and then x + F(N x), or after the sums (`post`), N(x + A x) and then N(x + F x). The rows of the weight of the projections are those of queries, keys and values.',
  signature:
    'x[..., n, heads*d], weightIn[3*heads*d, heads*d], biasIn[3*heads*d], weightOut[heads*d, heads*d], biasOut[heads*d], weight1[f, heads*d], bias1[f], weight2[heads*d, f], bias2[heads*d], scale1[heads*d], shift1[heads*d], scale2[heads*d], shift2[heads*d] -> y[..., n, heads*d]',
  attributes: {
    heads: { kind: 'integer', min: 1, clause: 'R1' },
    norm: { kind: 'choice', options: ['pre', 'post'], default: 'pre' },
    activation,
    causal: { kind: 'boolean', default: false },
    // Inside the root.
    epsilon: { kind: 'real', min: 0, max: Number.POSITIVE_INFINITY, default: 1e-5, clause: 'R2' },
  },
  sizes({ d }) {
    if (d < 1) refuse('R3', `there must be at least one feature a head, got d = ${d}`);
    return {};
  },
  parts: { layerNorm, multiHeadAttention, feedForward },
  definition(
    { x, weightIn, biasIn, weightOut, biasOut, weight1, bias1, weight2, bias2, scale1, shift1, scale2, shift2 },
    { tensor, add, size },
    { heads, norm, activation, causal, epsilon },
    { layerNorm, multiHeadAttention, feedForward },
  ) {
    const width = heads * size('d');
    if (size('n') === 0) return { y: x };
    const rows = (block: number) => ({
      weight: tensor([width, width], (i, j) => weightIn(block * width + i, j)),
      bias: tensor([width], (i) => biasIn(block * width + i)),
    });
    const [query, key, value] = [rows(0), rows(1), rows(2)];
    const attend = (given: typeof x) =>
      multiHeadAttention(
        {
          x: given,
          context: given,
          weightQ: query.weight,
          weightK: key.weight,
          weightV: value.weight,
          weightO: weightOut,
          biasQ: query.bias,
          biasK: key.bias,
          biasV: value.bias,
          biasO: biasOut,
        },
        { heads, groups: heads, causal },
      ).y;
    const feed = (given: typeof x) => feedForward({ x: given, weight1, bias1, weight2, bias2 }, { activation }).y;
    const normed = (given: typeof x, weight: typeof scale1, bias: typeof shift1) =>
      layerNorm({ x: given, weight, bias }, { epsilon }).y;
    const sum = (one: typeof x, other: typeof x) => tensor([size('n'), width], (i, k) => add(one(i, k), other(i, k)));
    if (norm === 'pre') {
      const middle = sum(x, attend(normed(x, scale1, shift1)));
      return { y: sum(middle, feed(normed(middle, scale2, shift2))) };
    }
    const middle = normed(sum(x, attend(x)), scale1, shift1);
    return { y: normed(sum(middle, feed(middle)), scale2, shift2) };
  },
  special: 'propagatesNaN',
  specialAt: { causal: false },
  rejects: {
    R1: 'heads must be an integer that is at least 1',
    R2: 'epsilon must be a number; that it is at least 0 is a convention',
    R3: 'there must be at least one feature a head',
  },
  feasible: ({ d, ...others }, { epsilon }) => ({ ...others, d: Math.max(d, epsilon === 0 ? 2 : 1) }),
  // Two heads show what heads do.
  compatible: (attributes) => ({ ...attributes, heads: Math.min(attributes.heads, 2) }),
  derivative: 'ofDefinition',
  kinks,
  clauses: {
    C1: 'pre: where the weights and biases of what both give are 0 it is x, bitwise',
    C2: 'positions in another order give their results in that order, within the bounds of both',
    C3: 'pre: its Jacobian is (I + J_F)(I + J_A), J_A that of the attention at x and J_F that of the feed-forward layer at what the attention gives: the gradients of both, one after the other, up to rounding',
    C4: 'post: with scales of 1 and shifts of 0 every position has mean 0 and variance v / (v + epsilon), up to rounding: 1 with epsilon = 0',
    C5: 'causal: what comes later changes no earlier position, bitwise',
    C6: 'of width D and with f = 4 D it has 12 D^2 + 13 D parameters: as many gradients are there, for D = 2 and D = 4',
  },
  sources: [vaswani2017('section 3.1'), xiong2020('section 3.2'), pytorch('torch.nn.TransformerEncoderLayer')],
});
