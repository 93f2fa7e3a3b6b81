/**
 * E x_1^(2k) x_2^(2l) on the sphere in n dimensions, each of the odd numbers below 2k and 2l as a factor over one of n, n + 2, .. in turn.
 */
export function moment(n: number, k: number, l = 0): number {
  const odd = [k, l].flatMap((count) => Array.from({ length: count }, (_, i) => 2 * i + 1));
  return odd.reduce((product, factor, i) => product * (factor / (n + 2 * i)), 1);
}
