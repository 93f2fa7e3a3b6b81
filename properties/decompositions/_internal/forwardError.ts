import type { ExactMatrix } from '../../../spec/exactMatrix.ts';
import { algebra } from '../../../spec/exactMatrix.ts';
import { conditionOf } from '../../verbs/elimination.ts';

const { norm1 } = algebra(0);

/**
 * How far the solution x^ of A x = b may lie from A^-1 b in the 1-norm, if its residual obeys solve/C1.
 *
 * x^ - x = A^-1 (b - A x^), hence at most ||A^-1|| 30 n u (||A|| ||x^|| + ||b||) = 30 n u kappa (||x^|| + ||b|| / ||A||).
 */
export const solutionError = (a: ExactMatrix, x: ExactMatrix, b: ExactMatrix, u: number): number =>
  30 * a.rows * u * conditionOf(a) * (norm1(x) + norm1(b) / norm1(a));

/** How far the inverse X may lie from A^-1 in the 1-norm, if it obeys inv/C1: 30 n u kappa ||X||. */
export const inverseError = (a: ExactMatrix, x: ExactMatrix, u: number): number =>
  30 * a.rows * u * conditionOf(a) * norm1(x);
