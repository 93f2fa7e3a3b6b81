import type { Arithmetic } from '../../notation.ts';

/**
 * The logistic function 1 / (1 + e^-x), as (1 + tanh(x/2)) / 2 or by an exponential that does not overflow.
 *
 * Within a cell what counts is its error beside 1; to all digits where it is small it is in layers/_internal/logistic.ts.
 *
 * The first gives the derivative: as (1 - tanh^2)/4, or the textbook's s (1 - s), it cancels where s is nearly 1.
 */
export function sigmoid<T>(x: T, S: Arithmetic<T>): T {
  const [one, half] = [S.constant(1), S.constant(0.5)];
  const byTanh = S.mul(half, S.add(one, S.tanh(S.mul(half, x))));
  const byExp = () =>
    S.select(
      x,
      S.constant(0),
      () => S.div(S.exp(x), S.add(one, S.exp(x))),
      () => S.div(one, S.add(one, S.exp(S.neg(x)))),
    );
  return S.either(byTanh, byExp);
}
