import { dot as specification } from '../../spec/linalg/dot.ts';
import { reference } from '../_internal/reference.ts';
import { inner } from '../_internal/rows.ts';

export const dot = reference(specification, {
  halves: true,
  member: ({ a, b }) => inner(a, b),
  pullback: ({ a, b }, g) => ({ a: b.map((value) => g * value), b: a.map((value) => g * value) }),
});
