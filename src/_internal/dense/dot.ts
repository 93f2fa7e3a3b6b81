/** The inner product of x and the first entries of y, in two partial sums: each waits only for its own last addition. */
export function dot(x: Float64Array, y: Float64Array): number {
  const n = x.length;
  let even = 0;
  let odd = 0;
  let i = 0;
  for (; i + 1 < n; i += 2) {
    even += (x[i] as number) * (y[i] as number);
    odd += (x[i + 1] as number) * (y[i + 1] as number);
  }
  if (i < n) even += (x[i] as number) * (y[i] as number);
  return even + odd;
}
