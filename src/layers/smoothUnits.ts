import * as specification from '../../spec/layers/smoothUnits.ts';
import { logistic } from '../_internal/logistic.ts';
import { reference } from '../_internal/reference.ts';

export const softsign = reference(specification.softsign, {
  halves: true,
  // At infinities the limit, which the quotient is not.
  member: ({ x }) => (Math.abs(x) === Number.POSITIVE_INFINITY ? Math.sign(x) : x / (1 + Math.abs(x))),
  // Not by the square, which overflows before its reciprocal vanishes.
  pullback: ({ x }, g) => ({ x: g / (1 + Math.abs(x)) / (1 + Math.abs(x)) }),
});

/** Numerator and remainder of the tangent of softplus, n / (n + r): (1 + e^x)^2 - 1 over (1 + e^x)^2 + 1, no power of which overflows. */
const parts = (x: number): readonly [n: number, r: number] => {
  const power = Math.exp(-Math.abs(x));
  return x > 0 ? [1 + 2 * power, 2 * power * power] : [power * (power + 2), 2];
};

export const mish = reference(specification.mish, {
  halves: true,
  member({ x }) {
    if (x === Number.NEGATIVE_INFINITY) return -0;
    const [n, r] = parts(x);
    return x * (n / (n + r));
  },
  // t + x (1 - t^2) s(x), where 1 - t^2 = r (2 n + r) / (n + r)^2.
  pullback({ x }, g) {
    const [n, r] = parts(x);
    const rest = (r / (n + r)) * ((2 * n + r) / (n + r));
    return { x: g * (n / (n + r) + (rest === 0 ? 0 : x * rest * logistic(x))) };
  },
});
