import * as specification from '../../spec/layers/rectifiers.ts';
import { reference } from '../_internal/reference.ts';

export const leakyRelu = reference(specification.leakyRelu, {
  halves: true,
  member: ({ x }, { slope }) => (x > 0 ? x : slope * x),
  pullback: ({ x }, g, { slope }) => ({ x: x > 0 ? g : slope * g }),
});

export const prelu = reference(specification.prelu, {
  halves: true,
  member: ({ x, weight }) => (x > 0 ? x : weight * x),
  pullback: ({ x, weight }, g) => ({ x: x > 0 ? g : weight * g, weight: x > 0 ? 0 : x * g }),
});
