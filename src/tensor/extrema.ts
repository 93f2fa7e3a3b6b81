import * as specification from '../../spec/tensor/extrema.ts';
import { reference } from '../_internal/reference.ts';

export const maximum = reference(specification.maximum, {
  halves: true,
  member: ({ a, b }) => Math.max(a, b),
  pullback: ({ a, b }, g) => (a < b ? { a: 0, b: g } : { a: g, b: 0 }),
});

export const minimum = reference(specification.minimum, {
  halves: true,
  member: ({ a, b }) => Math.min(a, b),
  pullback: ({ a, b }, g) => (b < a ? { a: 0, b: g } : { a: g, b: 0 }),
});
