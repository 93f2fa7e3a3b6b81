import { gelu as specification } from '../../spec/layers/gelu.ts';
import { geluSlope, gelu as unit } from '../_internal/gelu.ts';
import { reference } from '../_internal/reference.ts';

export const gelu = reference(specification, {
  halves: true,
  member: ({ x }, { approximate }) => unit(x, approximate),
  pullback: ({ x }, g, { approximate }) => ({ x: g * geluSlope(x, approximate) }),
});
