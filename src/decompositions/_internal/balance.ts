import { type Matrix, matrix } from '../../_internal/dense/matrix.ts';

/** D^-1 A D with D = diag(2^exponents). */
export interface Balanced {
  readonly balanced: Matrix;
  readonly exponents: Int32Array;
}

/** A bound on the sweeps; a few are enough, but for chains of entries that differ by hundreds of powers of two. */
const MOST_SWEEPS = 50;

/** A step is taken where it makes the sum of both lengths so much smaller. */
const GAIN = 0.95;

/**
 * Makes the row and the column of every index of about one length, the diagonal with them, by powers of two, so that nothing rounds
 * (James, Langou and Lowery 2014, algorithm 3; LAPACK's DGEBAL since 3.5, without its permutations). The eigenvalues of a badly scaled
 * matrix are then as exact as its entries allow; a matrix with rows as long as its columns, such as a normal one, stays as it is.
 *
 * The entries of A are at most 2 in magnitude, and none grows beyond that.
 */
export function balance(a: Matrix): Balanced {
  const n = a.rows;
  const balanced = matrix(n, n, a.data.slice());
  const exponents = new Int32Array(n);
  let isMoving = n > 1;
  for (let sweep = 0; isMoving && sweep < MOST_SWEEPS; sweep++) {
    isMoving = false;
    for (let i = 0; i < n; i++) {
      const step = stepOf(lengthOf(balanced, i, n), lengthOf(balanced, i * n, 1));
      if (step === 0) continue;
      scale(balanced, i, n, 2 ** step);
      scale(balanced, i * n, 1, 2 ** -step);
      exponents[i] = (exponents[i] as number) + step;
      isMoving = true;
    }
  }
  return { balanced, exponents };
}

/** The power of two by which the column is multiplied and the row divided. */
function stepOf(column: number, row: number): number {
  const step = Math.round(Math.log2(row / column) / 2);
  if (!Number.isFinite(step)) return 0;
  return column * 2 ** step + row * 2 ** -step < GAIN * (column + row) ? step : 0;
}

/** The length of a row or a column, 0 where its squares underflow: what is so small is left as it is. */
function lengthOf({ data, columns: n }: Matrix, first: number, stride: number): number {
  let square = 0;
  for (let j = 0, at = first; j < n; j++, at += stride) {
    const value = data[at] as number;
    square += value * value;
  }
  return Math.sqrt(square);
}

function scale({ data, columns: n }: Matrix, first: number, stride: number, factor: number): void {
  for (let j = 0, at = first; j < n; j++, at += stride) data[at] = (data[at] as number) * factor;
}
