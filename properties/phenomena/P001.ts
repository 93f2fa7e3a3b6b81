import { matmul } from '../../spec/linalg/matmul.ts';
import { P001 } from '../../spec/phenomena/P001.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import type { Law, Subject } from '../law.ts';
import { measured } from '../phenomenon.ts';

const n = 16;
const steps = 200;
/** Steps between two rows of the series. */
const stride = 4;

/** An element of Sylvester's Hadamard matrix: -1 to the number of bits that row and column share. */
function sign(row: number, column: number): number {
  let shared = row & column;
  let parity = 0;
  for (; shared > 0; shared >>= 1) parity ^= shared & 1;
  return parity === 0 ? 1 : -1;
}

/** rho Q: rows in the order 0, 3, 6, .. modulo 16 and, by the squares modulo 17, of either sign; no power of Q is the identity soon. */
const recurrence = (rho: number): number[] =>
  Array.from({ length: n * n }, (_, at) => {
    const [row, column] = [Math.floor(at / n), at % n];
    const flip = [1, 2, 4, 8, 9, 13, 15, 16].includes(row + 1) ? -1 : 1;
    return (rho / 4) * flip * sign((3 * row) % n, column);
  });

export const laws: readonly Law[] = [
  measured(P001, {
    setup: ({ dtype }) => ({
      weights: [7 / 8, 1, 9 / 8].map((rho) => tensorOf(dtype, [n, n], recurrence(rho))),
      gradient: tensorOf(
        dtype,
        [n, 1],
        Array.from({ length: n }, (_, i) => ((5 * i) % 7) - 3),
      ),
    }),
    hint: 'the product of a matrix and a vector is off by a little each time, and the steps add it up',
    measure: async (on, { weights, gradient }) => {
      const norms = await Promise.all(weights.map((weight) => backwards(on, weight, gradient)));
      const [vanishing = [], lasting = [], exploding = []] = norms;
      const rate = (run: readonly number[]) => Math.log((run[steps] ?? Number.NaN) / (run[0] ?? Number.NaN)) / steps;
      const shown = (run: readonly number[]) => run.filter((_, t) => t % stride === 0);
      return {
        quantities: { vanishing: rate(vanishing), lasting: rate(lasting), exploding: rate(exploding) },
        series: {
          t: shown(vanishing.map((_, t) => t)),
          '||g_t|| at 7/8': shown(vanishing),
          '||g_t|| at 1': shown(lasting),
          '||g_t|| at 9/8': shown(exploding),
        },
      };
    },
  }),
];

/** The norm of the gradient before and after each step; `weight` is W^T. */
async function backwards(on: Subject, weight: Tensor, gradient: Tensor): Promise<number[]> {
  const norms = [Math.hypot(...gradient.data)];
  for (let t = 0, g = gradient; t < steps; t++) {
    g = (await on(matmul, { a: weight, b: g })).c;
    norms.push(Math.hypot(...g.data));
  }
  return norms;
}
