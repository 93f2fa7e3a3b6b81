import * as specification from '../../spec/tensor/trigonometric.ts';
import { reference } from '../_internal/reference.ts';

export const sin = reference(specification.sin, {
  halves: true,
  member: ({ x }) => Math.sin(x),
  pullback: ({ x }, g) => ({ x: g * Math.cos(x) }),
});

export const cos = reference(specification.cos, {
  halves: true,
  member: ({ x }) => Math.cos(x),
  pullback: ({ x }, g) => ({ x: -g * Math.sin(x) }),
});

export const tan = reference(specification.tan, {
  halves: true,
  member: ({ x }) => Math.tan(x),
  pullback: ({ x }, g) => ({ x: g * (1 + Math.tan(x) ** 2) }),
});

/** cos(asin x): the factors lose nothing beside 1, where 1 - x^2 does. */
const legOf = (x: number): number => Math.sqrt((1 - x) * (1 + x));

export const asin = reference(specification.asin, {
  halves: true,
  member: ({ x }) => Math.asin(x),
  pullback: ({ x }, g) => ({ x: g / legOf(x) }),
});

export const acos = reference(specification.acos, {
  halves: true,
  member: ({ x }) => Math.acos(x),
  pullback: ({ x }, g) => ({ x: -g / legOf(x) }),
});

export const atan = reference(specification.atan, {
  halves: true,
  member: ({ x }) => Math.atan(x),
  pullback: ({ x }, g) => ({ x: g / (1 + x * x) }),
});

export const atan2 = reference(specification.atan2, {
  halves: true,
  member: ({ y, x }) => Math.atan2(y, x),
  pullback({ y, x }, g) {
    // By the larger of the two, whose square may be out of range.
    const size = Math.max(Math.abs(x), Math.abs(y));
    const [cosine, sine] = [x / size, y / size];
    const slope = g / size / (cosine * cosine + sine * sine);
    return { y: slope * cosine, x: -slope * sine };
  },
});
