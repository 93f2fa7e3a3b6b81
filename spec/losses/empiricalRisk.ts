import { defineOperation } from '../operation.ts';
import { refuse } from '../refusal.ts';
import { vapnik1998 } from '../sources.ts';

export const empiricalRisk = defineOperation({
  id: 'losses.empiricalRisk',
  meaning: 'Mean of the losses of some samples, by weights where there are any: the sum of w l over the sum of w.',
  signature: 'losses[n], weight?[n] -> risk[]',
  sizes({ n }) {
    if (n < 1) refuse('R1', `there must be at least one sample, got ${n}`);
    return {};
  },
  definition: ({ losses, weight }, { mean, sum, mul, div, either }) => ({
    risk() {
      if (weight === undefined) return mean('n', losses);
      const mass = sum('n', weight);
      return either(
        div(
          sum('n', (i) => mul(weight(i), losses(i))),
          mass,
        ),
        () => sum('n', (i) => mul(div(weight(i), mass), losses(i))),
      );
    },
  }),
  freedom: 'NaN for no samples in place of an error',
  special: 'propagatesNaN',
  rejects: { R1: 'there must be at least one sample' },
  domain: { weight: 'positive' },
  feasible: ({ n }) => ({ n: Math.max(n, 1) }),
  homogeneous: [
    { losses: 1, risk: 1 },
    { weight: 1, risk: 0 },
  ],
  exchangeable: ['n'],
  derivative: 'ofDefinition',
  clauses: {
    C1: 'the risk is between the least loss and the largest, up to rounding',
    C2: 'weights that are all equal change nothing, and a weight of k counts as a loss that is given k times, up to rounding',
    C3: 'of two sets of samples one after the other the risk is theirs, weighted by the sums of their weights',
  },
  sources: [vapnik1998('section 1.2')],
});
