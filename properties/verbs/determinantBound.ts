/**
 * How far det(A + E) may lie from det A, ||E||_2 <= distance: the sum over k >= 1 of s_(n-k) distance^k, s_j the elementary
 * symmetric function of order j of the singular values (Ipsen and Rehman 2008). It is also the change of the product of the
 * singular values when each moves by at most `distance`.
 */
export function determinantBound(singularValues: readonly number[], distance: number): number {
  const symmetric = [1];
  for (const value of singularValues) {
    for (let j = symmetric.length; j > 0; j--) symmetric[j] = (symmetric[j] ?? 0) + (symmetric[j - 1] ?? 0) * value;
  }
  const n = singularValues.length;
  let sum = 0;
  for (let k = 1; k <= n; k++) sum += (symmetric[n - k] ?? 0) * distance ** k;
  return sum;
}
