/** The nearest integer, of two the even one, with the sign of `x`: adding 2^52 rounds to an integer what is below it. */
export const nearestInteger = (x: number): number =>
  !(Math.abs(x) < 2 ** 52) ? x : x < 0 || Object.is(x, -0) ? -(2 ** 52 - x - 2 ** 52) : x + 2 ** 52 - 2 ** 52;
