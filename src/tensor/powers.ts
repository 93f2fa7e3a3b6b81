import * as specification from '../../spec/tensor/powers.ts';
import { reference } from '../_internal/reference.ts';

export const sqrt = reference(specification.sqrt, {
  halves: true,
  member: ({ x }) => Math.sqrt(x),
  pullback: ({ x }, g) => ({ x: g / (2 * Math.sqrt(x)) }),
});

export const square = reference(specification.square, {
  halves: true,
  member: ({ x }) => x * x,
  pullback: ({ x }, g) => ({ x: g * 2 * x }),
});

export const reciprocal = reference(specification.reciprocal, {
  halves: true,
  member: ({ x }) => 1 / x,
  pullback: ({ x }, g) => ({ x: -g / x / x }),
});

/** JavaScript's power, but 1 to any power but NaN is 1, and so is -1 to an infinite one. */
const power = (a: number, b: number): number => (Math.abs(a) === 1 && Math.abs(b) === Infinity ? 1 : a ** b);

export const pow = reference(specification.pow, {
  halves: true,
  member: ({ a, b }) => power(a, b),
  pullback: ({ a, b }, g) => ({ a: g * (b * power(a, b - 1)), b: g * (power(a, b) * Math.log(a)) }),
});

/** By the larger leg, so that no square is out of range; an infinite leg is as long beside NaN. */
function hypotenuse(a: number, b: number): number {
  const [first, second] = [Math.abs(a), Math.abs(b)];
  if (first === Infinity || second === Infinity) return Infinity;
  const most = Math.max(first, second);
  if (!(most > 0)) return most;
  const share = Math.min(first, second) / most;
  return most * Math.sqrt(1 + share * share);
}

export const hypot = reference(specification.hypot, {
  halves: true,
  member: ({ a, b }) => hypotenuse(a, b),
  pullback({ a, b }, g) {
    const c = hypotenuse(a, b);
    return { a: g * (a / c), b: g * (b / c) };
  },
});
