import { matmul } from '../linalg/matmul.ts';
import { type Prediction, phenomenon } from '../phenomenon.ts';
import { eigenvaluesText, pascanuMikolovBengio2013 } from '../sources.ts';

/** What the norm of a gradient is multiplied by in a step, as a logarithm, where W is rho times an orthogonal matrix. */
const rate = (rho: number): Prediction => ({
  measured: `ln(||g_200|| / ||g_0||) / 200 at rho = ${rho}`,
  formula: 'ln rho',
  value: Math.log(rho),
  // A product errs by gamma_n |W| |g|, and | Q | has norm sqrt(n) = 4; -ln(1 - d) is at most d / (1 - d).
  tolerance: (u) => {
    const gamma = (16 * u) / (1 - 16 * u);
    return (4 * gamma) / (1 - 4 * gamma);
  },
  because:
    'rounding changes the norm by at most gamma_16 sqrt(16) of itself in a step, and the rate is the mean of the steps',
});

export const P001 = phenomenon({
  id: 'phenomena.P001',
  claim:
    'A gradient that is handed back through T equal steps h -> W h shrinks or grows exponentially in T: where W is rho times an orthogonal matrix its norm is multiplied by rho^T, so that it lasts for rho = 1 alone.',
  needs: [matmul],
  setup:
    'W = rho Q for rho in {7/8, 1, 9/8}, Q a Hadamard matrix of order 16 over 4, rows permuted and signs changed: W is exact at every precision. g_0 has small integers; g_t = W^T g_(t - 1), for 200 steps.',
  predictions: { vanishing: rate(7 / 8), lasting: rate(1), exploding: rate(9 / 8) },
  series: ['t', '||g_t|| at 7/8', '||g_t|| at 1', '||g_t|| at 9/8'],
  sources: [
    eigenvaluesText('the tyranny of depth and the ghost of eigenvalues'),
    pascanuMikolovBengio2013('section 2.1'),
  ],
});
