import { defineOperation } from '../operation.ts';
import { refuse } from '../refusal.ts';
import { arrayApi, pytorch } from '../sources.ts';

const anyNumber = { kind: 'real', min: Number.NEGATIVE_INFINITY, max: Number.POSITIVE_INFINITY, clause: 'R1' } as const;

export const clip = defineOperation({
  id: 'tensor.clip',
  meaning: 'Every element, or the nearest of two bounds where it lies outside them.',
  signature: 'x[...] -> y[...]',
  attributes: { min: anyNumber, max: anyNumber },
  sizes(_, { min, max }) {
    if (min > max) refuse('R2', `min must be at most max, got ${min} and ${max}`);
    return {};
  },
  definition: ({ x }, { select, constant }, attributes) => ({
    y() {
      const [value, min, max] = [x(), constant(attributes.min), constant(attributes.max)];
      const fromAbove = () =>
        select(
          max,
          value,
          () => max,
          () => value,
        );
      return select(value, min, () => min, fromAbove);
    },
  }),
  freedom: 'which of -0 and 0 a result is where a bound is the other',
  special: 'propagates',
  rejects: {
    R1: 'min and max must be finite numbers',
    R2: 'min must be at most max',
  },
  compatible: ({ min, max }) => ({ min: Math.min(min, max), max: Math.max(min, max) }),
  homogeneous: [{ x: 1, min: 1, max: 1, y: 1 }],
  derivative: ({ x }, { y: g }, { select, constant }, attributes) => ({
    x() {
      const [value, min, max, zero] = [x(), constant(attributes.min), constant(attributes.max), () => constant(0)];
      return select(min, value, () => select(value, max, () => g(), zero), zero);
    },
  }),
  kinks: 'at x = min and at x = max the gradient is any number between 0 and G (here 0)',
  clauses: {
    C1: 'clip(clip(x)) = clip(x), bitwise',
    C2: 'x <= z implies clip(x) <= clip(z)',
    C3: 'clip(x) = x where min <= x <= max, bitwise',
    C4: 'min <= clip(x) <= max',
    C5: 'NaN stays NaN',
    C6: 'clip(-x) from -max to -min is -clip(x), bitwise but for the sign of zero',
  },
  sources: [arrayApi('clip'), pytorch('torch.clamp')],
});
