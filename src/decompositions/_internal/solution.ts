import { type Matrix, negated, times, transposed } from '../../_internal/dense/matrix.ts';
import { fail } from '../../_internal/fail.ts';
import { type Elimination, eliminateInPlace, zeroPivot } from './eliminate.ts';
import { solveTransposedWith, solveWith } from './substitute.ts';

/** PA = LU, over the data of a matrix A that must not be singular. Throws RangeError, quoting R1, where a pivot is exactly zero. */
function eliminateNonsingular(operation: string, a: Matrix): Elimination {
  const elimination = eliminateInPlace(a);
  const row = zeroPivot(elimination);
  if (row >= 0) fail(`${operation}/R1`, `a must not be singular, got a zero pivot in step ${row + 1} of ${a.rows}`);
  return elimination;
}

/** The solution of A X = B, over the data of A, which must not be singular. */
export const solution = (operation: string, a: Matrix, b: Matrix): Matrix =>
  solveWith(eliminateNonsingular(operation, a), b);

/**
 * The gradients of both sides from that of the solution, over the data of A: A dX = dB - dA X, so that with Bbar = A^-T G,
 * <G, dX> = <Bbar, dB> - <Bbar X^T, dA>.
 */
export function solutionPullback(operation: string, a: Matrix, b: Matrix, g: Matrix): { a: Matrix; b: Matrix } {
  const elimination = eliminateNonsingular(operation, a);
  const x = solveWith(elimination, b);
  const bBar = solveTransposedWith(elimination, g);
  return { a: negated(times(bBar, transposed(x))), b: bBar };
}
