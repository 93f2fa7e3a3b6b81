import { at, type Matrix, matrix } from '../../_internal/dense/matrix.ts';
import { type Elimination, permuteRows, unpermuteRows } from './eliminate.ts';

export interface Triangle {
  /** Which triangle of T is read. */
  readonly lower: boolean;
  /** Solve with T^T instead. */
  readonly transpose?: boolean;
  /** Take the diagonal as ones and do not read it. */
  readonly unitDiagonal?: boolean;
}

/** The solution of op(T) X = B by substitution, row by row; the other triangle is not read. Divides by the diagonal. */
export function substitute(t: Matrix, b: Matrix, { lower, transpose = false, unitDiagonal = false }: Triangle): Matrix {
  const n = t.rows;
  const x = matrix(n, b.columns, b.data.slice());
  const down = lower !== transpose;
  for (let step = 0; step < n; step++) {
    const i = down ? step : n - 1 - step;
    const row = x.data.subarray(i * x.columns, (i + 1) * x.columns);
    for (let earlier = 0; earlier < step; earlier++) {
      const j = down ? earlier : n - 1 - earlier;
      const factor = transpose ? at(t, j, i) : at(t, i, j);
      for (let c = 0; c < row.length; c++) row[c] = (row[c] as number) - factor * at(x, j, c);
    }
    if (unitDiagonal) continue;
    const pivot = at(t, i, i);
    for (let c = 0; c < row.length; c++) row[c] = (row[c] as number) / pivot;
  }
  return x;
}

/** A^-1 B from PA = LU: U^-1 L^-1 P B. */
export function solveWith({ factors, permutation }: Elimination, b: Matrix): Matrix {
  const y = substitute(factors, permuteRows(b, permutation), { lower: true, unitDiagonal: true });
  return substitute(factors, y, { lower: false });
}

/** A^-T B from PA = LU: A^T = U^T L^T P, hence P^T L^-T U^-T B. */
export function solveTransposedWith({ factors, permutation }: Elimination, b: Matrix): Matrix {
  const y = substitute(factors, b, { lower: false, transpose: true });
  const z = substitute(factors, y, { lower: true, transpose: true, unitDiagonal: true });
  return unpermuteRows(z, permutation);
}
