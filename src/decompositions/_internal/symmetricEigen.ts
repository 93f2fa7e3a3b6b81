import { at, build, type Matrix, transposed } from '../../_internal/dense/matrix.ts';
import { commonExponent, timesPowerOfTwo } from '../../_internal/dense/scale.ts';
import { leadingEntry, negateColumn } from '../../_internal/dense/singularValues.ts';
import { implicitQl } from './implicitQl.ts';
import { tridiagonalise } from './tridiagonalise.ts';

export interface SymmetricEigen {
  /** Ascending. */
  readonly w: Float64Array;
  readonly v: Matrix;
}

/**
 * Eigenvalues and eigenvectors of a finite symmetric matrix: Householder reduction, then implicit QL iteration.
 *
 * The matrix is scaled by a power of two first, so that nothing over- or underflows and scaling by 2^k is bitwise. Convention,
 * not law: the largest entry of every eigenvector is positive.
 */
export function symmetricEigen(a: Matrix): SymmetricEigen {
  const n = a.rows;
  const exponent = commonExponent(a.data);
  const unit = build(n, n, (i, j) => timesPowerOfTwo(at(a, i, j), -exponent));
  const { diagonal, offDiagonal, q } = tridiagonalise(unit);
  const rows = transposed(q);
  const vectors = Array.from({ length: n }, (_, i) => rows.data.subarray(i * n, (i + 1) * n));
  implicitQl(diagonal, offDiagonal, vectors);
  const order = Array.from(diagonal.keys()).sort((i, j) => (diagonal[i] as number) - (diagonal[j] as number));
  const v = build(n, n, (i, j) => at(rows, order[j] as number, i));
  for (let j = 0; j < n; j++) if (leadingEntry(v, j) < 0) negateColumn(v, j);
  // Adding 0 turns -0 into 0.
  return { w: Float64Array.from(order, (i) => timesPowerOfTwo(diagonal[i] as number, exponent) + 0), v };
}
