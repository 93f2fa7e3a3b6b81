import * as specification from '../../spec/tensor/signs.ts';
import { reference } from '../_internal/reference.ts';

export const neg = reference(specification.neg, {
  halves: true,
  member: ({ x }) => -x,
  pullback: (_, g) => ({ x: -g }),
});

export const abs = reference(specification.abs, {
  halves: true,
  member: ({ x }) => Math.abs(x),
  pullback: ({ x }, g) => ({ x: x > 0 ? g : x < 0 ? -g : 0 }),
});

export const sign = reference(specification.sign, {
  halves: true,
  member: ({ x }) => Math.sign(x) || x + 0,
  pullback: () => ({ x: 0 }),
});

const isNegative = (x: number): boolean => x < 0 || Object.is(x, -0);

export const copysign = reference(specification.copysign, {
  halves: true,
  member: ({ a, b }) => (isNegative(b) ? -Math.abs(a) : Math.abs(a)),
  pullback: ({ a, b }, g) => ({ a: isNegative(a) === isNegative(b) ? g : -g, b: 0 }),
});

export const signbit = reference(specification.signbit, {
  halves: true,
  member: ({ x }) => Number(isNegative(x)),
});
