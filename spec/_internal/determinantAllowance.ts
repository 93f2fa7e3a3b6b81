import type { Algebra, ExactMatrix } from '../exactMatrix.ts';
import { thresholds } from '../thresholds.ts';
import { gram, scalar, symmetricFunctions } from './characteristic.ts';

const binomial = (n: number, k: number): number =>
  Array.from({ length: k }, (_, i) => (n - i) / (i + 1)).reduce((product, factor) => product * factor, 1);

/**
 * How far the determinant of a matrix within ||E|| = 30 n u ||A||_F may lie from det A.
 *
 * Elimination gives det(A + E) (1 + n u), |E| <= n u |L||U| (lu/C1): as ||E|| above for moderate growth. Ipsen and Rehman:
 * |det(A + E) - det A| <= sum over k >= 1 of s_{n-k} ||E||^k, s_j the elementary symmetric function of order j of the singular
 * values. By Cauchy and Schwarz s_j <= sqrt(C(n, j) e_j), e_j that of their squares: a coefficient of the characteristic
 * polynomial of A^T A, an exact number. The term k = 1 is the cofactors times ||E||; n u |det A| is at most that term.
 */
export function determinantAllowance(a: ExactMatrix, { at, u }: Algebra): number {
  const n = a.rows;
  const squares = gram(a);
  const functions = symmetricFunctions(squares).map((value, j) => at(scalar(value, j * squares.exponent), 0, 0));
  const perturbation = thresholds.linear * n * u * Math.sqrt(functions[1] ?? 0);
  let sum = 0;
  for (let k = 1; k <= n; k++) sum += Math.sqrt(binomial(n, k) * (functions[n - k] ?? 0)) * perturbation ** k;
  return sum;
}
