import { add as specification } from '../../spec/tensor/add.ts';
import { reference } from '../_internal/reference.ts';

export const add = reference(specification, {
  member: ({ a, b }) => a + b,
  pullback: (_, g) => ({ a: g, b: g }),
});
