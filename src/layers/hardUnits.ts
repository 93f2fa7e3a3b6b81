import * as specification from '../../spec/layers/hardUnits.ts';
import { reference } from '../_internal/reference.ts';

export const hardSigmoid = reference(specification.hardSigmoid, {
  halves: true,
  // Comparisons, and not minimum and maximum, so that NaN stays.
  member: ({ x }, { width }) => (x < -width ? 0 : x > width ? 1 : (x + width) / (2 * width)),
  pullback: ({ x }, g, { width }) => ({ x: Math.abs(x) > width ? 0 : g / (2 * width) }),
});

export const hardSwish = reference(specification.hardSwish, {
  halves: true,
  member: ({ x }) => (x > 3 ? x : x < -3 ? 0 : (x * (x + 3)) / 6),
  pullback: ({ x }, g) => ({ x: x > 3 ? g : x < -3 ? 0 : g * (x / 3 + 0.5) }),
});
