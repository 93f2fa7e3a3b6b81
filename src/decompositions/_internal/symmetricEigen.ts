import { turned, whole } from '../../_internal/dense/block.ts';
import { applyReflectors } from '../../_internal/dense/householder.ts';
import { type Matrix, matrix, rowOf, transposed } from '../../_internal/dense/matrix.ts';
import { pointUp } from '../../_internal/dense/pointUp.ts';
import { commonExponent, scaledBy, timesPowerOfTwo } from '../../_internal/dense/scale.ts';
import { divideTridiagonal } from './divideTridiagonal.ts';
import { tridiagonalise } from './tridiagonalise.ts';

export interface SymmetricEigen {
  /** Ascending. */
  readonly w: Float64Array;
  readonly v: Matrix;
}

/**
 * Eigenvalues and eigenvectors of a finite symmetric matrix: Householder reduction, then divide and conquer.
 *
 * The matrix is scaled by a power of two first, so that nothing over- or underflows and scaling by 2^k is bitwise. Convention,
 * not law: the largest entry of every eigenvector is positive.
 */
export function symmetricEigen(a: Matrix): SymmetricEigen {
  const n = a.rows;
  const exponent = commonExponent(a.data);
  const { diagonal, offDiagonal, reflectors } = tridiagonalise(matrix(n, n, scaledBy(a.data, -exponent)));
  const rows = divideTridiagonal(diagonal, offDiagonal);
  applyReflectors(reflectors, turned(whole(rows)));
  for (let i = 0; i < n; i++) pointUp(rowOf(rows, i));
  // Adding 0 turns -0 into 0.
  return { w: diagonal.map((value) => timesPowerOfTwo(value, exponent) + 0), v: transposed(rows) };
}
