import { triangularSolve as specification } from '../../spec/decompositions/triangularSolve.ts';
import { at, type Matrix, negated, part, times, transposed } from '../_internal/dense/matrix.ts';
import { fail } from '../_internal/fail.ts';
import { reference } from '../_internal/reference.ts';
import { substitute, type Triangle } from './_internal/substitute.ts';

function solved(t: Matrix, b: Matrix, triangle: Triangle): Matrix {
  for (let i = 0; i < t.rows && !triangle.unitDiagonal; i++) {
    if (at(t, i, i) !== 0) continue;
    fail('decompositions.triangularSolve/R1', `no diagonal entry of t may be zero, got 0 at [${i}, ${i}]`);
  }
  return substitute(t, b, triangle);
}

export const triangularSolve = reference(specification, {
  member: ({ t, b }, triangle) => solved(t, b, triangle),
  // op(T) X = B: op(T) dX = dB - d op(T) X, so that with Bbar = op(T)^-T G, <G, dX> = <Bbar, dB> - <Bbar X^T, d op(T)>. What is
  // not read of T has gradient zero.
  pullback({ t, b }, g, triangle) {
    const { lower, transpose, unitDiagonal } = triangle;
    const x = solved(t, b, triangle);
    const bBar = substitute(t, g, { ...triangle, transpose: !transpose });
    const outer = negated(times(bBar, transposed(x)));
    const isRead = (i: number, j: number): boolean => (i === j ? !unitDiagonal : lower === i > j);
    return { t: part(transpose ? transposed(outer) : outer, isRead), b: bBar };
  },
});
