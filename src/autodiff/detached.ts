import * as specification from '../../spec/autodiff/detached.ts';
import { reference } from '../_internal/reference.ts';

export const detach = reference(specification.detach, {
  halves: true,
  member: ({ x }) => x,
  pullback: () => ({ x: 0 }),
});

export const straightThrough = reference(specification.straightThrough, {
  halves: true,
  member: ({ q }) => q,
  pullback: (_, g) => ({ x: g, q: 0 }),
});
