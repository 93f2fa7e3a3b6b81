import * as specification from '../../spec/tensor/roundings.ts';
import { reference } from '../_internal/reference.ts';

export const floor = reference(specification.floor, {
  halves: true,
  member: ({ x }) => Math.floor(x),
  pullback: () => ({ x: 0 }),
});

export const ceil = reference(specification.ceil, {
  halves: true,
  member: ({ x }) => Math.ceil(x),
  pullback: () => ({ x: 0 }),
});

export const trunc = reference(specification.trunc, {
  halves: true,
  member: ({ x }) => Math.trunc(x),
  pullback: () => ({ x: 0 }),
});
