import { turned, whole } from '../../_internal/dense/block.ts';
import { type Matrix, matrix } from '../../_internal/dense/matrix.ts';
import { type Elimination, permuteRows, unpermuteRows } from './eliminate.ts';
import { substituteBlock } from './substituteBlock.ts';

export interface Triangle {
  /** Which triangle of T is read. */
  readonly lower: boolean;
  /** Solve with T^T instead. */
  readonly transpose?: boolean;
  /** Take the diagonal as ones and do not read it. */
  readonly unitDiagonal?: boolean;
}

/** The solution of op(T) X = B by substitution; the other triangle is not read. Divides by the diagonal. */
export const substitute = (t: Matrix, b: Matrix, triangle: Triangle): Matrix =>
  substituteInto(t, matrix(b.rows, b.columns, b.data.slice()), triangle);

/** As `substitute`, over what B held. */
function substituteInto(t: Matrix, b: Matrix, { lower, transpose = false, unitDiagonal = false }: Triangle): Matrix {
  substituteBlock(transpose ? turned(whole(t)) : whole(t), whole(b), lower !== transpose, unitDiagonal);
  return b;
}

/** A^-1 B from PA = LU: U^-1 L^-1 P B. */
export function solveWith({ factors, permutation }: Elimination, b: Matrix): Matrix {
  const y = substituteInto(factors, permuteRows(b, permutation), { lower: true, unitDiagonal: true });
  return substituteInto(factors, y, { lower: false });
}

/** A^-T B from PA = LU: A^T = U^T L^T P, hence P^T L^-T U^-T B. */
export function solveTransposedWith({ factors, permutation }: Elimination, b: Matrix): Matrix {
  const y = substitute(factors, b, { lower: false, transpose: true });
  const z = substituteInto(factors, y, { lower: true, transpose: true, unitDiagonal: true });
  return unpermuteRows(z, permutation);
}
