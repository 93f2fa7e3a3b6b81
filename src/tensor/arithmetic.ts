import * as specification from '../../spec/tensor/arithmetic.ts';
import { reference } from '../_internal/reference.ts';

export const sub = reference(specification.sub, {
  halves: true,
  member: ({ a, b }) => a - b,
  pullback: (_, g) => ({ a: g, b: -g }),
});

export const floorDivide = reference(specification.floorDivide, {
  halves: true,
  member: ({ a, b }) => Math.floor(a / b),
  pullback: () => ({ a: 0, b: 0 }),
});

/** JavaScript's remainder has the sign of the dividend, and is exact. */
function remainderOf(a: number, b: number): number {
  const rest = a % b;
  if (rest === 0) return b < 0 ? -0 : 0;
  return rest < 0 === b < 0 ? rest : rest + b;
}

export const remainder = reference(specification.remainder, {
  halves: true,
  member: ({ a, b }) => remainderOf(a, b),
  pullback: ({ a, b }, g) => ({ a: g, b: -g * Math.floor(a / b) }),
});

export const scale = reference(specification.scale, {
  halves: true,
  member: ({ x }, { factor }) => factor * x,
  pullback: (_, g, { factor }) => ({ x: factor * g }),
});
