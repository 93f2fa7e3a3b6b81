import type { Arithmetic } from '../../notation.ts';

/**
 * The logistic function 1 / (1 + e^-x), to all digits where it is small.
 *
 * Above 0 the derivative may be formed as (1 - tanh^2)/4, or the textbook's s (1 - s), which cancel where s is nearly 1.
 */
export function logistic<T>(x: T, S: Arithmetic<T>): T {
  const [one, half] = [S.constant(1), S.constant(0.5)];
  const below = () => {
    const power = S.exp(x);
    return S.div(power, S.add(one, power));
  };
  const byExp = () => S.div(one, S.add(one, S.exp(S.neg(x))));
  const byTanh = () => S.mul(half, S.add(one, S.tanh(S.mul(half, x))));
  // Below 0 the reciprocal is right too, and 0 where e^-x is infinite: what is there is subnormal.
  return S.select(
    x,
    S.constant(0),
    () => S.either(below(), byExp),
    () => S.either(byTanh(), byExp),
  );
}

/**
 * log(1 + e^x), to all digits where it is small and without overflow where it is large. Up to 20, from where on libraries give x itself in
 * single precision, the logarithm may be taken as it is written.
 */
export function softplusOf<T>(x: T, S: Arithmetic<T>): T {
  const plain = () => S.log1p(S.exp(x));
  const shifted = () => S.add(x, S.log1p(S.exp(S.neg(x))));
  const above = () => S.select(x, S.constant(20), () => S.either(shifted(), plain), shifted);
  return S.select(x, S.constant(0), plain, above);
}
