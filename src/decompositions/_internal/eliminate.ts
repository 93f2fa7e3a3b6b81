import { type Block, blockOf, cut, subtractProduct, whole } from '../../_internal/dense/block.ts';
import { at, type Matrix, matrix } from '../../_internal/dense/matrix.ts';
import { eliminatePanel } from './eliminatePanel.ts';
import { substituteBlock } from './substituteBlock.ts';

/** PA = LU: row i of the product is row `permutation[i]` of A. */
export interface Elimination {
  readonly permutation: Int32Array;
  /** U in and above the diagonal, the multipliers of L below it. */
  readonly factors: Matrix;
  /** Sign of the permutation. */
  readonly sign: 1 | -1;
}

/**
 * Columns that are eliminated one by one, at the rate of plain loops: n^2 / 2 multiplications for each of the 16, 12 / n of the
 * work. The products that join two panels are 16 deep, enough to pay for packing. Measured flat from 8 to 32.
 */
export const PANEL_COLUMNS = 16;

/** As `eliminateInPlace`; A stays as it is. */
export const eliminate = (a: Matrix): Elimination => eliminateInPlace(matrix(a.rows, a.columns, a.data.slice()));

/**
 * Gaussian elimination with partial pivoting, over the data of a square A: at each step the first of the largest entries of the column
 * becomes the pivot, NaN counting as largest so that it is not hidden. Where a column has nothing left, its multipliers are
 * zero. Columns are halved recursively (Toledo 1997), so that almost all of the work is products of large blocks.
 */
export function eliminateInPlace(a: Matrix): Elimination {
  const permutation = Int32Array.from({ length: a.rows }, (_, i) => i);
  const panel = new Float64Array(a.rows * Math.min(a.columns, PANEL_COLUMNS));
  eliminateColumns(whole(a), 0, a.columns, permutation, panel);
  return { permutation, factors: a, sign: signOf(permutation) };
}

/** Eliminates `count` columns from the diagonal element `first` on; those before are done, those behind only exchanged. */
function eliminateColumns(a: Block, first: number, count: number, permutation: Int32Array, panel: Float64Array): void {
  if (count <= PANEL_COLUMNS) {
    eliminatePanel(a, first, count, permutation, panel);
    return;
  }
  const left = cut(count, PANEL_COLUMNS);
  const right = count - left;
  const next = first + left;
  eliminateColumns(a, first, left, permutation, panel);
  // Rows were exchanged over the whole width, in these columns too.
  const beside = blockOf(a, first, next, left, right);
  substituteBlock(blockOf(a, first, first, left, left), beside, true, true);
  const below = a.rows - next;
  subtractProduct(blockOf(a, next, next, below, right), blockOf(a, next, first, below, left), beside);
  eliminateColumns(a, next, right, permutation, panel);
}

/** The sign of a permutation: each cycle of even length turns it. */
function signOf(permutation: Int32Array): 1 | -1 {
  const seen = new Uint8Array(permutation.length);
  let sign: 1 | -1 = 1;
  for (let start = 0; start < permutation.length; start++) {
    for (let i = start; seen[i] === 0; i = permutation[i] as number) {
      seen[i] = 1;
      if (permutation[i] !== start) sign = sign === 1 ? -1 : 1;
    }
  }
  return sign;
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
