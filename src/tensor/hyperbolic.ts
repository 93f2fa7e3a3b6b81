import * as specification from '../../spec/tensor/hyperbolic.ts';
import { reference } from '../_internal/reference.ts';

export const sinh = reference(specification.sinh, {
  halves: true,
  member: ({ x }) => Math.sinh(x),
  pullback: ({ x }, g) => ({ x: g * Math.cosh(x) }),
});

export const cosh = reference(specification.cosh, {
  halves: true,
  member: ({ x }) => Math.cosh(x),
  pullback: ({ x }, g) => ({ x: g * Math.sinh(x) }),
});

export const tanh = reference(specification.tanh, {
  halves: true,
  member: ({ x }) => Math.tanh(x),
  pullback({ x }, g) {
    const y = Math.tanh(x);
    return { x: g * (1 - y) * (1 + y) };
  },
});

export const asinh = reference(specification.asinh, {
  halves: true,
  member: ({ x }) => Math.asinh(x),
  pullback: ({ x }, g) => ({ x: g / Math.hypot(1, x) }),
});

export const acosh = reference(specification.acosh, {
  halves: true,
  member: ({ x }) => Math.acosh(x),
  pullback: ({ x }, g) => ({ x: g / Math.sqrt(x - 1) / Math.sqrt(x + 1) }),
});

export const atanh = reference(specification.atanh, {
  halves: true,
  member: ({ x }) => Math.atanh(x),
  pullback: ({ x }, g) => ({ x: g / ((1 - x) * (1 + x)) }),
});
