import { defineOperation } from '../operation.ts';
import { bai2019, christianson1994, griewankWalther2008 } from '../sources.ts';

/** 4^-32: what is left of the start is less than rounding. */
const STEPS = 32;

export const equilibrium = defineOperation({
  id: 'autodiff.equilibrium',
  meaning:
    'The fixed point z = tanh(gain W z + x) of a layer that is repeated without end, W of rows that sum to 1: the step is a contraction by the gain, at most 1/4, so that there is one and any start leads to it. Its gradient is that of the equation, by the implicit function theorem: through no steps.',
  signature: 'x[..., n], weight[n, n] -> z[..., n]',
  attributes: { gain: { kind: 'real', min: 0, max: 1 / 4, default: 1 / 4, clause: 'R1' } },
  definition: ({ x, weight }, { tensor, sum, add, mul, tanh, constant }, { gain }) => {
    const pull = tensor('n n', (i, j) => mul(constant(gain), weight(i, j)));
    let z = tensor('n', (i) => tanh(x(i)));
    for (let step = 1; step < STEPS; step++) {
      const before = z;
      z = tensor('n', (i) =>
        tanh(
          add(
            sum('n', (j) => mul(pull(i, j), before(j))),
            x(i),
          ),
        ),
      );
    }
    return { z };
  },
  special: 'undefined',
  rejects: { R1: 'gain must be a number from 0 to 1/4' },
  domain: { x: 'moderate', weight: 'conditional' },
  feasible: ({ n }) => ({ n: Math.min(n, 3) }),
  exchangeable: ['n'],
  derivative: 'ofDefinition',
  clauses: {
    C1: 'a gain of 0 gives tanh(x), up to rounding',
    C2: 'at x = 0 the state is 0, bitwise',
    C3: 'there the gradient by x is g + gain W^T g + gain^2 (W^T)^2 g + .., of which K terms are as near in the sum of absolute values as gain^K / (1 - gain) |g|_1',
    C4: 'x that is the same everywhere gives one state everywhere, whatever W is, up to rounding',
  },
  sources: [christianson1994('section 2'), griewankWalther2008('chapter 15'), bai2019('section 3')],
});
