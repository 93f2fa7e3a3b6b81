import * as specification from '../../spec/layers/exponentialUnits.ts';
import { reference } from '../_internal/reference.ts';

export const elu = reference(specification.elu, {
  halves: true,
  member: ({ x }, { alpha }) => (x > 0 ? x : alpha * Math.expm1(x)),
  pullback: ({ x }, g, { alpha }) => ({ x: x > 0 ? g : g * (alpha * Math.exp(x)) }),
});

export const celu = reference(specification.celu, {
  halves: true,
  member: ({ x }, { alpha }) => (x > 0 ? x : alpha * Math.expm1(x / alpha)),
  pullback: ({ x }, g, { alpha }) => ({ x: x > 0 ? g : g * Math.exp(x / alpha) }),
});

const lambda = 1.0507009873554805;
/** lambda alpha, the limit far below 0. */
const scale = lambda * 1.6732632423543772;

export const selu = reference(specification.selu, {
  halves: true,
  member: ({ x }) => (x > 0 ? lambda * x : scale * Math.expm1(x)),
  pullback: ({ x }, g) => ({ x: x > 0 ? g * lambda : g * (scale * Math.exp(x)) }),
});
