import {
  eigenvalue,
  inUnitsOf,
  scalar,
  smallGram,
  sumOfSquares,
  symmetricFunctions,
} from '../../_internal/characteristic.ts';
import { largerSize } from '../../_internal/holds.ts';
import type { Algebra, ExactMatrix } from '../../exactMatrix.ts';
import { thresholds } from '../../thresholds.ts';

/** 35 n eps for a matrix whose larger dimension is n. */
export const singularError = (a: ExactMatrix, { u }: Algebra): number => thresholds.singular * largerSize(a) * 2 * u;

/** ||X^T (A - X)||_1 over 35 max(m, n) eps ||A^T||_1 ||A||_1. */
export function columnsBeside(given: ExactMatrix, approximation: ExactMatrix, algebra: Algebra): number {
  const { times, transpose, minus, backward, u } = algebra;
  const [a, x] = inUnitsOf(given, approximation);
  return backward(thresholds.singular, times(transpose(x), minus(a, x)), largerSize(a), 2 * u, transpose(a), a);
}

/** ||(A - X) X^T||_1 over 35 max(m, n) eps ||A||_1 ||A^T||_1. */
export function rowsBeside(given: ExactMatrix, approximation: ExactMatrix, algebra: Algebra): number {
  const { times, transpose, minus, backward, u } = algebra;
  const [a, x] = inUnitsOf(given, approximation);
  return backward(thresholds.singular, times(minus(a, x), transpose(x)), largerSize(a), 2 * u, a, transpose(a));
}

/** How far X is from rank k: its minors of order k + 1 beside those of order k. */
export function rankAbove(a: ExactMatrix, x: ExactMatrix, k: number, { ratio, at, u }: Algebra): number {
  if (k >= Math.min(a.rows, a.columns)) return 0;
  // e_j, the sum of the squares of the minors of order j, is exact. If all s_i beyond the k-th are at most d, then
  // e_(k+1) <= e_k (n - k) d^2; and e_(k+1) / e_k >= s_(k+1)^2 / C(n, k), so that the quotient shows a larger rank.
  const [, unit] = inUnitsOf(a, x);
  const square = smallGram(unit);
  const functions = symmetricFunctions(square);
  const [kept, beyond] = [k, k + 1].map((j) => at(scalar(functions[j] ?? 0n, j * square.exponent), 0, 0));
  const quotient = Math.sqrt(ratio(beyond ?? 0, (kept ?? 0) * (a.columns - k)));
  return ratio(quotient, thresholds.singular * largerSize(a) * 2 * u * Math.sqrt(a.rows * a.columns));
}

/** A singular value by its index, to nearly full precision. */
export const singularValue = (a: ExactMatrix, index: number, { at }: Algebra): number =>
  Math.sqrt(at(eigenvalue(smallGram(a), index), 0, 0));

/** | ||A - X||_2 - s_(k+1) | over 35 max(m, n) eps s_1. */
export function distanceFrom(given: ExactMatrix, approximation: ExactMatrix, k: number, algebra: Algebra): number {
  const [a, x] = inUnitsOf(given, approximation);
  const squares = smallGram(a);
  const value = (square: ExactMatrix, index: number) => Math.sqrt(algebra.at(eigenvalue(square, index), 0, 0));
  const error = Math.abs(value(smallGram(algebra.minus(a, x)), 0) - value(squares, k));
  return algebra.ratio(error, singularError(a, algebra) * value(squares, 0));
}

/** ||A||_F. */
export const frobeniusNorm = (a: ExactMatrix, { at }: Algebra): number => Math.sqrt(at(sumOfSquares(a), 0, 0));

/** The sum of the squares of the singular values beyond the first ones. */
export function tailOf(a: ExactMatrix, kept: number, { at }: Algebra): number {
  const square = smallGram(a);
  let sum = 0;
  for (let index = kept; index < square.rows; index++) sum += at(eigenvalue(square, index), 0, 0);
  return sum;
}
