import type { triangularSolve as specification } from '../../spec/decompositions/triangularSolve.ts';
import type { Gradient, Implementation } from '../../spec/implementation.ts';
import { forEachMember } from '../_internal/batch.ts';
import { at, type Matrix, matrixOf, negated, part, times, transposed } from '../_internal/dense/matrix.ts';
import { writeRows } from '../_internal/dense/memberRows.ts';
import { fail, requireFloats } from '../_internal/fail.ts';
import { bindAxes, requireShape } from '../_internal/shapes.ts';
import { sumTo } from '../_internal/sumTo.ts';
import { store } from '../_internal/values.ts';
import { type NdArray, zeros } from '../ndArray.ts';
import { substitute, type Triangle } from './_internal/substitute.ts';

const id = 'decompositions.triangularSolve';

function requireNonzeroDiagonal(t: Matrix, { unitDiagonal }: Triangle): void {
  if (unitDiagonal) return;
  for (let i = 0; i < t.rows; i++) {
    if (at(t, i, i) === 0) fail(`${id}/R1`, `no diagonal entry of t may be zero, got 0 at [${i}, ${i}]`);
  }
}

export const triangularSolve: Implementation<typeof specification, NdArray> = ({ t, b }, triangle) => {
  const dtype = requireFloats(id, { t, b });
  const { size, batch } = bindAxes(id, { t: [t, '... n n'], b: [b, '... n k'] });
  const x = zeros(dtype, [...batch, size.n, size.k]);
  forEachMember(
    batch,
    [
      [t, 2],
      [b, 2],
      [x, 2],
    ],
    (t, b, x) => {
      const matrix = matrixOf(t);
      requireNonzeroDiagonal(matrix, triangle);
      writeRows(x, substitute(matrix, matrixOf(b), triangle).data);
    },
  );
  return x;
};

// op(T) X = B: op(T) dX = dB - d op(T) X, so that with Bbar = op(T)^-T G, <G, dX> = <Bbar, dB> - <Bbar X^T, d op(T)>. What is
// not read of T has gradient zero.
export const triangularSolveGradient: Gradient<typeof specification, NdArray> = ({ t, b }, cotangent, triangle) => {
  const dtype = requireFloats(id, { t, b, cotangent });
  const { size, batch } = bindAxes(id, { t: [t, '... n n'], b: [b, '... n k'] });
  requireShape(id, 'cotangent', cotangent, [...batch, size.n, size.k]);
  const tBar = zeros('float64', [...batch, size.n, size.n]);
  const bBar = zeros('float64', [...batch, size.n, size.k]);
  const { lower, transpose, unitDiagonal } = triangle;
  const isRead = (i: number, j: number): boolean => (i === j ? !unitDiagonal : lower === i > j);
  forEachMember(
    batch,
    [
      [t, 2],
      [b, 2],
      [cotangent, 2],
      [tBar, 2],
      [bBar, 2],
    ],
    (t, b, g, tBar, bBar) => {
      const matrix = matrixOf(t);
      requireNonzeroDiagonal(matrix, triangle);
      const x = substitute(matrix, matrixOf(b), triangle);
      const adjoint = substitute(matrix, matrixOf(g), { ...triangle, transpose: !transpose });
      const outer = negated(times(adjoint, transposed(x)));
      store(bBar, adjoint.data);
      store(tBar, part(transpose ? transposed(outer) : outer, isRead).data);
    },
  );
  return { t: sumTo(tBar, t.shape, dtype), b: sumTo(bBar, b.shape, dtype) };
};
