import { layerNorm as specification } from '../../spec/layers/layerNorm.ts';
import { reference } from '../_internal/reference.ts';
import { inner, total } from '../_internal/rows.ts';

/** In two passes: the variance is taken about the mean. */
function normalize(row: Float64Array, epsilon: number) {
  const mean = total(row) / row.length;
  const centred = row.map((value) => value - mean);
  const root = Math.sqrt(inner(centred, centred) / row.length + epsilon);
  return { normalized: centred.map((value) => value / root), root };
}

export const layerNorm = reference(specification, {
  member: ({ x, weight, bias }, { epsilon }) =>
    normalize(x, epsilon).normalized.map((z, i) => z * (weight?.[i] ?? 1) + (bias?.[i] ?? 0)),
  // y = w z + b, z = (x - mean) / root: with h = g w, dx = (h - mean(h) - z mean(h z)) / root, dw = g z, db = g.
  pullback({ x, weight }, g, { epsilon }) {
    const { normalized, root } = normalize(x, epsilon);
    const h = g.map((value, i) => value * (weight?.[i] ?? 1));
    const [mean, slope] = [total(h) / x.length, inner(h, normalized) / x.length];
    return {
      x: h.map((value, i) => (value - mean - (normalized[i] as number) * slope) / root),
      weight: normalized.map((z, i) => (g[i] as number) * z),
      bias: g,
    };
  },
});
