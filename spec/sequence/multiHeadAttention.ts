import { linear } from '../layers/linear.ts';
import { defineOperation } from '../operation.ts';
import { refuse } from '../refusal.ts';
import { ainslie2023, pytorch, vaswani2017 } from '../sources.ts';
import { mergeHeads } from './mergeHeads.ts';
import { scaledDotProductAttention } from './scaledDotProductAttention.ts';
import { splitHeads } from './splitHeads.ts';

/** The largest divisor of a number that is no larger than another one. */
const divisorBelow = (heads: number, most: number): number => {
  for (let one = Math.min(heads, most); one > 1; one--) if (heads % one === 0) return one;
  return 1;
};

export const multiHeadAttention = defineOperation({
  id: 'sequence.multiHeadAttention',
  meaning:
    'Attention of every position to a context, in heads: queries W_Q x, keys W_K c and values W_V c are split into heads, attend, and W_O is applied to what they give, one beside the other. As many consecutive heads as there are more of them than groups share keys and values. Self-attention has x for its context, cross-attention another sequence.',
  signature:
    'x[..., l, m], context[..., s, c], weightQ[heads*d, m], weightK[groups*d, c], weightV[groups*d, c], weightO[o, heads*d], biasQ?[heads*d], biasK?[groups*d], biasV?[groups*d], biasO?[o], mask?[..., l, s] -> y[..., l, o]',
  attributes: {
    heads: { kind: 'integer', min: 1, clause: 'R1' },
    groups: { kind: 'integer', min: 1, clause: 'R1' },
    causal: { kind: 'boolean', default: false },
  },
  sizes({ s, d }, { heads, groups }) {
    if (heads % groups !== 0) refuse('R2', `heads must be a multiple of groups, got ${heads} and ${groups}`);
    if (s < 1 || d < 1) refuse('R3', `there must be at least one key and one feature, got s = ${s}, d = ${d}`);
    return {};
  },
  parts: { linear, splitHeads, scaledDotProductAttention, mergeHeads },
  definition(
    { x, context, weightQ, weightK, weightV, weightO, biasQ, biasK, biasV, biasO, mask },
    { tensor, size },
    { heads, groups, causal },
    { linear, splitHeads, scaledDotProductAttention, mergeHeads },
  ) {
    const query = splitHeads({ x: linear({ x, weight: weightQ, bias: biasQ }).y }, { heads }).y;
    const keys = splitHeads({ x: linear({ x: context, weight: weightK, bias: biasK }).y }, { heads: groups }).y;
    const values = splitHeads({ x: linear({ x: context, weight: weightV, bias: biasV }).y }, { heads: groups }).y;
    const shared = (group: typeof keys) =>
      tensor([heads, size('s'), size('d')], (head, j, p) => group(Math.floor((head * groups) / heads), j, p));
    const { output } = scaledDotProductAttention({ query, key: shared(keys), value: shared(values), mask }, { causal });
    return { y: linear({ x: mergeHeads({ x: output }).y, weight: weightO, bias: biasO }).y };
  },
  freedom: 'NaN or 0 in place of an error where there is no key; NaN of a value that is not finite and has weight 0',
  special: 'propagatesNaN',
  specialAt: { causal: false },
  rejects: {
    R1: 'heads and groups must be integers that are at least 1',
    R2: 'heads must be a multiple of groups',
    R3: 'there must be at least one key and one feature',
    R4: 'a query from which the mask takes every key has no output',
  },
  feasible: ({ s, d, ...others }) => ({ ...others, s: Math.max(s, 1), d: Math.max(d, 1) }),
  // So many heads show what heads do.
  compatible(attributes) {
    const heads = Math.min(attributes.heads, 4);
    return { ...attributes, heads, groups: divisorBelow(heads, attributes.groups) };
  },
  homogeneous: [
    { weightO: 1, biasO: 1, y: 1 },
    { weightV: 1, biasV: 1, weightO: -1 },
  ],
  exchangeable: ['m', 'c', 'o'],
  derivative: 'ofDefinition',
  clauses: {
    C1: 'it is the sum of what every head gives by itself, with its rows of W_Q, W_K and W_V and its columns of W_O, up to rounding',
    C2: 'a single head with weights of the identity is sequence.scaledDotProductAttention of x to the context, within the bounds of both',
    C3: 'heads in another order, with the columns of W_O in the same, give the same, within the bounds of both',
    C4: 'heads that share keys and values give what they give with these weights repeated, within the bounds of both',
    C5: 'causal self-attention: what comes later changes no earlier position, bitwise',
    C6: 'positions of self-attention in another order give their results in that order, within the bounds of both',
  },
  sources: [vaswani2017('section 3.2.2'), ainslie2023('section 2.2'), pytorch('torch.nn.MultiheadAttention')],
});
