import type { Algebra, ExactMatrix } from '../exactMatrix.ts';
import { fromNumber } from '../scalars/dyadic.ts';
import { thresholds } from '../thresholds.ts';
import { sumOfSquares, symmetricFunctions } from './characteristic.ts';

/** The characteristic polynomial, highest power first, of the matrix of integers that the entries are. */
const polynomialOf = (a: ExactMatrix): bigint[] =>
  symmetricFunctions(a).map((value, k) => (k % 2 === 0 ? value : -value));

const magnitude = (value: bigint): bigint => (value < 0n ? -value : value);

/**
 * Whether all eigenvalues are smaller than the radius in size: the test of Schur and Cohn on the characteristic polynomial, exactly.
 * From the third step on the leading coefficient of the polynomial two steps before divides every coefficient, as in Bareiss's elimination:
 * without that they would have twice as many digits after every step.
 */
export function liesInDisc(a: ExactMatrix, radius: number): boolean {
  if (radius <= 0) return a.rows === 0;
  const { mantissa, exponent } = fromNumber(radius);
  // Of the eigenvalues in units of 2^exponent (both), divided by the radius.
  const shift = Math.max(0, a.exponent - exponent);
  const lift = Math.max(0, exponent - a.exponent);
  const size = mantissa << BigInt(lift);
  const n = a.rows;
  let p = polynomialOf(a).map((value, k) => (value << BigInt(k * shift)) * size ** BigInt(n - k));
  let divisor = 1n;
  for (let step = 0; step < n; step++) {
    const [first, last] = [p[0] ?? 0n, p.at(-1) ?? 0n];
    if (magnitude(last) >= magnitude(first)) return false;
    const reversed = p.toReversed();
    p = p.slice(0, -1).map((value, k) => (first * value - last * (reversed[k] ?? 0n)) / divisor);
    if (step > 0) divisor = first;
  }
  return true;
}

/** Whether all eigenvalues have negative real parts: Routh's array of the characteristic polynomial, exactly, and divided likewise. */
export function liesInLeftHalfPlane(a: ExactMatrix): boolean {
  const p = polynomialOf(a);
  let [above, row] = [p.filter((_, k) => k % 2 === 0), p.filter((_, k) => k % 2 === 1)];
  let divisor = 1n;
  for (let k = 0; k < a.rows; k++) {
    const [first, head] = [above[0] ?? 0n, row[0] ?? 0n];
    if (head <= 0n) return false;
    const next = above.slice(1).map((value, i) => (head * value - first * (row[i + 1] ?? 0n)) / divisor);
    [above, row] = [row, next];
    if (k > 0) divisor = first;
  }
  return true;
}

/**
 * How far the eigenvalues of A + E may lie from those of A and these from them, ||E||_2 <= 20 n eps ||A||_1, what the equations of
 * `eigvals` allow: (2 ||A|| + ||E||)^(1 - 1/n) ||E||^(1/n) (Elsner 1985).
 */
export function eigenvalueDistance(a: ExactMatrix, { at, norm1, u }: Algebra): number {
  const n = Math.max(a.rows, 1);
  const change = thresholds.nonsymmetricEigen * n * 2 * u * norm1(a);
  const size = Math.sqrt(at(sumOfSquares(a), 0, 0));
  return (2 * size + change) ** (1 - 1 / n) * change ** (1 / n);
}
