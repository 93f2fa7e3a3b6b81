import { add as specification } from '../../spec/tensor/add.ts';
import { reference } from '../_internal/reference.ts';

export const add = reference(specification, {
  halves: true,
  // Double precision and one more rounding give the correctly rounded float32 sum, product and quotient: 53 >= 2 * 24 + 2.
  member: ({ a, b }) => a + b,
  pullback: (_, g) => ({ a: g, b: g }),
});
