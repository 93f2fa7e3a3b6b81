import { matmul } from '../../spec/linalg/matmul.ts';
import { spectralNorm } from '../../spec/linalg/spectralNorm.ts';
import { P003 } from '../../spec/phenomena/P003.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import type { Law, Subject } from '../law.ts';
import { measured } from '../phenomenon.ts';

const rho = 13 / 16;
const steps = 60;

export const laws: readonly Law[] = [
  measured(P003, {
    setup: ({ dtype }) => ({ w: tensorOf(dtype, [2, 2], [rho, 64, 0, rho]) }),
    hint: 'a product loses what is small beside what is large, or the norm is that of the eigenvalues',
    measure: async (on, { w }) => {
      const powers = await powersOf(on, w);
      const norms = (await Promise.all(powers.map((a) => on(spectralNorm, { a })))).map(
        ({ norm }) => norm.data[0] ?? Number.NaN,
      );
      const peak = Math.max(...norms);
      const times = norms.map((_, at) => at + 1);
      return {
        quantities: {
          peak,
          peakAt: norms.indexOf(peak) + 1,
          belowAt: norms.findLastIndex((norm) => !(norm < 1)) + 2,
          rate: Math.log((norms.at(-1) ?? Number.NaN) / (norms.at(-2) ?? Number.NaN)),
        },
        series: { t: times, '||W^t||': norms, 'rho^t': times.map((t) => rho ** t) },
      };
    },
  }),
];

/** W, W^2, W^3, .. */
async function powersOf(on: Subject, w: Tensor): Promise<Tensor[]> {
  const powers = [w];
  for (let last = w; powers.length < steps; powers.push(last)) last = (await on(matmul, { a: w, b: last })).c;
  return powers;
}
