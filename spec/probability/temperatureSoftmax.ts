import { softmax } from '../layers/softmax.ts';
import { defineOperation } from '../operation.ts';
import { refuse } from '../refusal.ts';
import { guo2017 } from '../sources.ts';

export const temperatureSoftmax = defineOperation({
  id: 'probability.temperatureSoftmax',
  meaning: 'Softmax of the logits over a temperature: sharper below 1, flatter above.',
  signature: 'logits[..., c] -> y[..., c]',
  attributes: { temperature: { kind: 'real', min: 0, max: Number.POSITIVE_INFINITY, default: 1, clause: 'R1' } },
  sizes(_, { temperature }) {
    if (temperature === 0) refuse('R1', 'temperature must be above 0, got 0');
    return {};
  },
  parts: { softmax },
  definition({ logits }, { tensor, div, constant }, { temperature }, { softmax }) {
    const t = constant(temperature);
    return { y: softmax({ x: tensor('c', (i = 0) => div(logits(i), t)) }).y };
  },
  special: 'propagatesNaN',
  rejects: { R1: 'temperature must be a number above 0' },
  compatible: ({ temperature }) => ({ temperature: temperature || 1 }),
  homogeneous: [{ logits: 1, temperature: 1, y: 0 }],
  exchangeable: ['c'],
  derivative: ({ y }, { y: g }, { sum, sub, mul, div, constant }, { temperature }) => ({
    logits(i) {
      const mean = sum('c', (j) => mul(g(j), y(j)));
      return div(mul(y(i), sub(g(i), mean)), constant(temperature));
    },
  }),
  clauses: {
    C1: 'at T = 1 it is layers.softmax, within the bounds of both',
    C2: 'every row sums to 1, and a larger logit has no smaller share, at any temperature, up to rounding',
    C3: 'for T -> 0 all is given to the largest logit, where one is the largest; for T -> infinity all have the same',
    C4: 'the share of the largest logit does not grow with T, up to rounding',
  },
  sources: [guo2017('section 4.2: temperature scaling')],
});
