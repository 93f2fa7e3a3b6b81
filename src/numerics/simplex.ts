import {
  categorical as categoricalSpecification,
  dirichlet as dirichletSpecification,
} from '../../spec/numerics/simplex.ts';
import { arrayReference } from '../_internal/arrayReference.ts';
import { fail } from '../_internal/fail.ts';
import { normalOf, uniforms } from '../_internal/random/stream.ts';
import { doubles } from '../_internal/values.ts';
import { zeros } from '../ndArray.ts';

export const categorical = arrayReference(categoricalSpecification, {
  whole({ p }, { shape, key }, { dtype }) {
    const probabilities = doubles(p);
    const upTo: number[] = [];
    let total = 0;
    for (const one of probabilities) {
      total += one >= 0 ? one : Number.NaN;
      upTo.push(total);
    }
    if (!(Math.abs(total - 1) <= (upTo.length + 1) * 2 ** (dtype === 'float64' ? -53 : -24))) {
      fail(
        'numerics.categorical/R3',
        `p must not be negative and sum to 1, got [${Array.from(probabilities).join(', ')}]`,
      );
    }
    const result = zeros('int32', shape);
    const draw = uniforms(key, 'categorical');
    for (let at = 0; at < result.data.length; at++) {
      const place = draw(at) * total;
      result.data[at] = upTo.findIndex((end) => place < end);
    }
    return result;
  },
});

export const dirichlet = arrayReference(dirichletSpecification, {
  whole({ alpha }, { shape, key }, { dtype, sizes: { n } }) {
    const shapes = Array.from(doubles(alpha));
    const most = Math.max(...shapes);
    if (!(Math.min(...shapes) > 0 && most < Number.POSITIVE_INFINITY)) {
      fail('numerics.dirichlet/R3', `alpha must be positive numbers, got [${shapes.join(', ')}]`);
    }
    // Where all are tiny a corner is drawn, by their proportions alone: as large ones they have logarithms.
    const concentrations = shapes.map((one) => (most < 2 ** -800 ? one * 2 ** 200 : one));
    const result = zeros(dtype, [...shape, n]);
    const draw = uniforms(key, 'dirichlet');
    for (let start = 0; start < result.data.length; start += n) {
      const logs = concentrations.map((one, i) => logGamma(one, (lane) => draw(start + i, lane)));
      const largest = Math.max(...logs);
      const weights = logs.map((one) => Math.exp(one - largest));
      const total = weights.reduce((sum, one) => sum + one, 0);
      result.data.set(
        weights.map((one) => one / total),
        start,
      );
    }
    return result;
  },
});

/**
 * The logarithm of a number with a Gamma distribution of this shape: d (1 + z / sqrt(9 d))^3, d = shape - 1/3, accepted as Marsaglia and
 * Tsang say; of a shape below 1, that of one more times U^(1 / shape), which may be too small to be a number.
 */
function logGamma(shape: number, draw: (lane: number) => number): number {
  if (shape < 1) return logGamma(shape + 1, (lane) => draw(lane + 1)) + Math.log1p(-draw(0)) / shape;
  const d = shape - 1 / 3;
  for (let lane = 0; ; lane += 3) {
    const z = normalOf(draw(lane), draw(lane + 1));
    const v = (1 + z / (3 * Math.sqrt(d))) ** 3;
    const u = 1 - draw(lane + 2);
    const isTaken = u < 1 - 0.0331 * z ** 4 || Math.log(u) < (z * z) / 2 + d * (1 - v + Math.log(v));
    if (v > 0 && isTaken) return Math.log(d) + Math.log(v);
  }
}
