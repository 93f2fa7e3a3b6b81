import { equilibrium as specification } from '../../spec/autodiff/equilibrium.ts';
import { build, type Matrix } from '../_internal/dense/matrix.ts';
import { reference } from '../_internal/reference.ts';

/** Contractions by 1/4 are at rest before: 4^-40 is far below rounding. */
const STEPS = 40;

/** Where the steps from a start lead. */
function settled(start: Float64Array, step: (z: Float64Array) => Float64Array): Float64Array {
  let z = start;
  for (let k = 0; k < STEPS; k++) {
    const next = step(z);
    if (next.every((value, i) => value === z[i])) return next;
    z = next;
  }
  return z;
}

const row = ({ data, columns }: Matrix, i: number): Float64Array => data.subarray(i * columns, (i + 1) * columns);

const stateOf = (x: Float64Array, weight: Matrix, gain: number): Float64Array =>
  settled(x.map(Math.tanh), (z) =>
    x.map((value, i) => Math.tanh(gain * row(weight, i).reduce((sum, one, j) => sum + one * (z[j] ?? 0), 0) + value)),
  );

export const equilibrium = reference(specification, {
  halves: true,
  member: ({ x, weight }, { gain }) => stateOf(x, weight, gain),
  // z' = D (gain W z' + dx), D = 1 - z^2: dx gets D u and W gets gain D u z^T, where u = g + gain W^T D u: another fixed point.
  pullback: ({ x, weight }, g, { gain }) => {
    const z = stateOf(x, weight, gain);
    const slopes = z.map((value) => (1 - value) * (1 + value));
    const through = (u: Float64Array) => u.map((value, i) => value * (slopes[i] ?? 0));
    const u = settled(g, (before) => {
      const next = g.slice();
      for (const [i, share] of through(before).entries()) {
        for (const [j, one] of row(weight, i).entries()) next[j] = (next[j] ?? 0) + gain * one * share;
      }
      return next;
    });
    const dx = through(u);
    return { x: dx, weight: build(x.length, x.length, (i, j) => gain * (dx[i] ?? 0) * (z[j] ?? 0)) };
  },
});
