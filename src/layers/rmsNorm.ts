import { rmsNorm as specification } from '../../spec/layers/rmsNorm.ts';
import { reference } from '../_internal/reference.ts';
import { inner } from '../_internal/rows.ts';

type Settings = { readonly epsilon: number; readonly epsilonPlace: string };

/** The root without an epsilon outside it, and with one. */
function rootsOf(row: Float64Array, { epsilon, epsilonPlace }: Settings) {
  const square = inner(row, row) / row.length;
  if (epsilonPlace === 'outside') return { inside: Math.sqrt(square), root: Math.sqrt(square) + epsilon };
  const root = Math.sqrt(square + epsilon);
  return { inside: root, root };
}

export const rmsNorm = reference(specification, {
  halves: true,
  member({ x, weight }, attributes) {
    const { root } = rootsOf(x, attributes);
    return x.map((value, i) => (value / root) * (weight?.[i] ?? 1));
  },
  // With h = g w: dx = (h - x mean(h x) / (inside root)) / root, dw = g x / root.
  pullback({ x, weight }, g, attributes) {
    const { inside, root } = rootsOf(x, attributes);
    const h = g.map((value, i) => value * (weight?.[i] ?? 1));
    // Of a row of zeros nothing lies along it.
    const along = inside === 0 ? 0 : inner(h, x) / x.length / inside / root;
    return {
      x: h.map((value, i) => (value - (x[i] as number) * along) / root),
      weight: g.map((value, i) => value * ((x[i] as number) / root)),
    };
  },
});
