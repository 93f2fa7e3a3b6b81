import { relu as specification } from '../../spec/layers/relu.ts';
import { reference } from '../_internal/reference.ts';

export const relu = reference(specification, {
  halves: true,
  // Not x > 0: NaN must stay NaN.
  member: ({ x }) => (x <= 0 ? 0 : x),
  pullback: ({ x }, g) => ({ x: x > 0 ? g : 0 }),
});
