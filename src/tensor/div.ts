import { div as specification } from '../../spec/tensor/div.ts';
import { reference } from '../_internal/reference.ts';

export const div = reference(specification, {
  halves: true,
  member: ({ a, b }) => a / b,
  // Not g (a / b^2): the square may overflow where the product does not.
  pullback: ({ a, b }, g) => ({ a: g / b, b: -(g / b) * (a / b) }),
});
