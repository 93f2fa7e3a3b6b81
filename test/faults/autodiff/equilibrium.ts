import { equilibrium } from '../../../spec/autodiff/equilibrium.ts';
import { memberFaultsOf } from '../_internal/memberFaults.ts';
import type { Fault } from '../fault.ts';

const step = (x: Float64Array, weight: { data: Float64Array; columns: number }, gain: number, z: Float64Array) =>
  x.map((value, i) =>
    Math.tanh(gain * z.reduce((sum, one, j) => sum + one * (weight.data[i * weight.columns + j] ?? 0), 0) + value),
  );

export const faults: readonly Fault[] = memberFaultsOf(
  equilibrium,
  ({ wrong, spoilt, spoiltGradient, wrongGradient }) => [
    wrong('stopped after four steps', 'definition', ({ x, weight }, { gain }) => {
      let z = x.map(Math.tanh);
      for (let k = 0; k < 4; k++) z = step(x, weight, gain, z);
      return z;
    }),
    wrong('the default gain, whatever is asked for', 'C1', ({ x, weight }) => {
      let z = x.map(Math.tanh);
      for (let k = 0; k < 40; k++) z = step(x, weight, 1 / 4, z);
      return z;
    }),
    wrong('a start that is not forgotten', 'C2', ({ x, weight }, { gain }) => {
      let z = x.map(() => 2 ** -20);
      for (let k = 0; k < 8; k++) z = step(x, weight, gain, z);
      return z;
    }),
    spoilt('computed in single precision', 'definition', (z) => z.map(Math.fround)),
    wrong('the states added up along the layer', 'C4', ({ x }) =>
      x.map((_, i) => Math.tanh(x.slice(0, i + 1).reduce((a, b) => a + b, 0))),
    ),
    wrongGradient(
      'through the last step alone, the state before it held constant',
      'C3',
      ({ x, weight }, g, { gain }) => {
        let z = x.map(Math.tanh);
        for (let k = 0; k < 40; k++) z = step(x, weight, gain, z);
        const dx = g.map((value, i) => value * (1 - (z[i] ?? 0) ** 2));
        return {
          x: dx,
          weight: {
            ...weight,
            data: weight.data.map(
              (_, k) => gain * (dx[Math.floor(k / weight.columns)] ?? 0) * (z[k % weight.columns] ?? 0),
            ),
          },
        };
      },
    ),
    spoiltGradient('the gradient of the weight without the gain', 'jacobian', ({ x, weight }) => ({
      x,
      weight: { ...weight, data: weight.data.map((value) => 4 * value) },
    })),
  ],
);
