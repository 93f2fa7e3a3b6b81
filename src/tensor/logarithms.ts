import * as specification from '../../spec/tensor/logarithms.ts';
import { reference } from '../_internal/reference.ts';

export const log = reference(specification.log, {
  halves: true,
  member: ({ x }) => Math.log(x),
  pullback: ({ x }, g) => ({ x: g / x }),
});

export const log1p = reference(specification.log1p, {
  halves: true,
  member: ({ x }) => Math.log1p(x),
  pullback: ({ x }, g) => ({ x: g / (1 + x) }),
});

export const log2 = reference(specification.log2, {
  halves: true,
  member: ({ x }) => Math.log2(x),
  pullback: ({ x }, g) => ({ x: g / (x * Math.LN2) }),
});

export const log10 = reference(specification.log10, {
  halves: true,
  member: ({ x }) => Math.log10(x),
  pullback: ({ x }, g) => ({ x: g / (x * Math.LN10) }),
});
