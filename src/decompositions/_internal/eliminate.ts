import { at, type Matrix, matrix } from '../../_internal/dense/matrix.ts';

/** PA = LU: row i of the product is row `permutation[i]` of A. */
export interface Elimination {
  readonly permutation: Int32Array;
  /** U in and above the diagonal, the multipliers of L below it. */
  readonly factors: Matrix;
  /** Sign of the permutation. */
  readonly sign: 1 | -1;
}

/**
 * Gaussian elimination with partial pivoting: at each step the first of the largest entries of the column becomes the pivot,
 * NaN counting as largest so that it is not hidden. Where a column has nothing left, its multipliers are zero.
 */
export function eliminate(a: Matrix): Elimination {
  const n = a.rows;
  const factors = matrix(n, n, a.data.slice());
  const permutation = Int32Array.from({ length: n }, (_, i) => i);
  let sign: 1 | -1 = 1;
  for (let k = 0; k < n; k++) {
    const pivotRow = rowOfPivot(factors, k);
    if (pivotRow !== k) {
      exchangeRows(factors, k, pivotRow);
      [permutation[k], permutation[pivotRow]] = [permutation[pivotRow] as number, permutation[k] as number];
      sign = sign === 1 ? -1 : 1;
    }
    const pivot = at(factors, k, k);
    if (pivot === 0) continue;
    for (let i = k + 1; i < n; i++) {
      const multiplier = at(factors, i, k) / pivot;
      factors.data[i * n + k] = multiplier;
      for (let j = k + 1; j < n; j++) {
        factors.data[i * n + j] = at(factors, i, j) - multiplier * at(factors, k, j);
      }
    }
  }
  return { permutation, factors, sign };
}

function rowOfPivot(a: Matrix, k: number): number {
  let best = k;
  for (let i = k + 1; i < a.rows; i++) {
    const [candidate, largest] = [Math.abs(at(a, i, k)), Math.abs(at(a, best, k))];
    if (candidate > largest || (Number.isNaN(candidate) && !Number.isNaN(largest))) best = i;
  }
  return best;
}

function exchangeRows(a: Matrix, one: number, other: number): void {
  const n = a.columns;
  const copy = a.data.slice(one * n, (one + 1) * n);
  a.data.copyWithin(one * n, other * n, (other + 1) * n);
  a.data.set(copy, other * n);
}

/** The row of the first zero pivot, or -1 where there is none. */
export function zeroPivot({ factors }: Elimination): number {
  for (let i = 0; i < factors.rows; i++) if (at(factors, i, i) === 0) return i;
  return -1;
}

/** The rows of b in the order of the permutation: P b. */
export function permuteRows(b: Matrix, permutation: Int32Array): Matrix {
  const result = matrix(b.rows, b.columns);
  permutation.forEach((row, i) => {
    result.data.set(b.data.subarray(row * b.columns, (row + 1) * b.columns), i * b.columns);
  });
  return result;
}

/** P^T b: puts row i of b back to where `permutation[i]` took it from. */
export function unpermuteRows(b: Matrix, permutation: Int32Array): Matrix {
  const result = matrix(b.rows, b.columns);
  permutation.forEach((row, i) => {
    result.data.set(b.data.subarray(i * b.columns, (i + 1) * b.columns), row * b.columns);
  });
  return result;
}
