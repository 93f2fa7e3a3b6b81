import { mul as specification } from '../../spec/tensor/mul.ts';
import { reference } from '../_internal/reference.ts';

export const mul = reference(specification, {
  halves: true,
  member: ({ a, b }) => a * b,
  pullback: ({ a, b }, g) => ({ a: g * b, b: g * a }),
});
