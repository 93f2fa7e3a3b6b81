import * as specification from '../../spec/layers/hardUnits.ts';
import { reference } from '../_internal/reference.ts';

export const hardSigmoid = reference(specification.hardSigmoid, {
  halves: true,
  // Comparisons, and not minimum and maximum, so that NaN stays.
  member({ x }, { slope }) {
    const line = slope * x + 0.5;
    return line < 0 ? 0 : line > 1 ? 1 : line;
  },
  pullback({ x }, g, { slope }) {
    const line = slope * x + 0.5;
    return { x: line < 0 || line > 1 ? 0 : slope * g };
  },
});

export const hardSwish = reference(specification.hardSwish, {
  halves: true,
  member: ({ x }) => (x > 3 ? x : x < -3 ? 0 : (x * (x + 3)) / 6),
  pullback: ({ x }, g) => ({ x: x > 3 ? g : x < -3 ? 0 : g * (x / 3 + 0.5) }),
});
