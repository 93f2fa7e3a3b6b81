import fc from 'fast-check';
import { algebra, type ExactMatrix } from '../../../spec/exactMatrix.ts';
import type { Tensor } from '../../../spec/tensor.ts';
import type { Observation } from '../../law.ts';
import { literal } from '../../verbs/compare.ts';
import { conditionOf } from '../../verbs/elimination.ts';
import { columnsOf, exactMatrix } from '../../verbs/exactMatrices.ts';
import { ratioOf } from '../../verbs/measured.ts';

const { at, minus, norm1 } = algebra(0);

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

/** Where the forward error is less than the result: beyond that the bound says nothing, and the matrix may be refused. */
export const requireDigits = (a: Tensor, u: number): void =>
  fc.pre(60 * (a.shape[0] ?? 0) * u * conditionOf(exactMatrix(a)) < 1);

const listed = (column: ExactMatrix): string => column.entries.map((_, i) => literal(at(column, i, 0))).join(', ');

/** Every column of a solution against what it must be, in the 1-norm. */
export const nearByColumns = (
  name: string,
  received: ExactMatrix,
  expected: ExactMatrix,
  allowed: (j: number) => number,
): Observation[] =>
  Array.from({ length: expected.columns }, (_, j) => {
    const [got, want] = [columnsOf(received, [j]), columnsOf(expected, [j])];
    return {
      ratio: ratioOf(norm1(minus(got, want)), allowed(j)),
      what: `column ${j} of ${name}`,
      expected: listed(want),
      received: listed(got),
    };
  });
