import * as specification from '../../spec/tensor/exponentials.ts';
import { reference } from '../_internal/reference.ts';

export const exp = reference(specification.exp, {
  halves: true,
  member: ({ x }) => Math.exp(x),
  pullback: ({ x }, g) => ({ x: g * Math.exp(x) }),
});

export const expm1 = reference(specification.expm1, {
  halves: true,
  member: ({ x }) => Math.expm1(x),
  pullback: ({ x }, g) => ({ x: g * Math.exp(x) }),
});
