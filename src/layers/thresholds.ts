import * as specification from '../../spec/layers/thresholds.ts';
import { reference } from '../_internal/reference.ts';

export const step = reference(specification.step, {
  halves: true,
  member: ({ x }, { atZero }) => (x === 0 ? atZero : x > 0 ? 1 : x < 0 ? 0 : x),
  pullback: () => ({ x: 0 }),
});

export const hardThreshold = reference(specification.hardThreshold, {
  halves: true,
  // Not |x| > lambda: NaN must stay NaN.
  member: ({ x }, { lambda }) => (Math.abs(x) <= lambda ? 0 : x),
  pullback: ({ x }, g, { lambda }) => ({ x: Math.abs(x) > lambda ? g : 0 }),
});
