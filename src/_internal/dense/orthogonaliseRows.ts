import { identity, type Matrix } from './matrix.ts';

/** More sweeps than any matrix has needed by far: six to ten are usual. */
const sweepLimit = 60;

/** Rows whose squared norm is below this share of the unit are left as they are: their products would underflow. */
const negligibleSquare = 2 ** -900;

/**
 * One-sided Jacobi iteration: rotates pairs of rows of `a`, in place, until all are orthogonal to working precision, and
 * returns the accumulated J^T, so that J^T (given a) = (a afterwards).
 *
 * Two rows count as orthogonal once |x . y| <= sqrt(n) eps ||x|| ||y||, which keeps small singular values accurate (Demmel and
 * Veselic 1992). The largest remaining row is brought to the front before its turn (de Rijk 1989), which speeds convergence.
 * Entries must be of moderate size. Throws Error when the limit of sweeps is reached.
 */
export function orthogonaliseRows(a: Matrix): Matrix {
  const n = a.rows;
  const rows = rowsOf(a);
  const rotations = identity(n);
  const rotationRows = rowsOf(rotations);
  const tolerance = 2 ** -52 * Math.sqrt(Math.max(a.columns, 1));
  for (let sweep = 0; sweep < sweepLimit; sweep++) {
    let isDone = true;
    for (let p = 0; p < n - 1; p++) {
      const largest = indexOfLargest(rows, p);
      exchange(rows, p, largest);
      exchange(rotationRows, p, largest);
      for (let q = p + 1; q < n; q++) {
        // p and q run below the number of rows.
        const [x, y] = [rows[p] as Float64Array, rows[q] as Float64Array];
        const [alpha, beta, gamma] = [dot(x, x), dot(y, y), dot(x, y)];
        if (alpha < negligibleSquare || beta < negligibleSquare) continue;
        if (Math.abs(gamma) <= tolerance * Math.sqrt(alpha) * Math.sqrt(beta)) continue;
        isDone = false;
        const zeta = (beta - alpha) / (2 * gamma);
        // tan of the smaller angle; the square of a huge zeta could overflow and does not matter.
        const size = Math.abs(zeta);
        const tangent = (zeta < 0 ? -1 : 1) / (size > 2 ** 30 ? 2 * size : size + Math.sqrt(1 + zeta * zeta));
        const cosine = 1 / Math.sqrt(1 + tangent * tangent);
        rotate(x, y, cosine, cosine * tangent);
        rotate(rotationRows[p] as Float64Array, rotationRows[q] as Float64Array, cosine, cosine * tangent);
      }
    }
    if (isDone) return rotations;
  }
  throw new Error(`one-sided Jacobi iteration: no convergence in ${sweepLimit} sweeps`);
}

const rowsOf = ({ rows, columns, data }: Matrix): Float64Array[] =>
  Array.from({ length: rows }, (_, i) => data.subarray(i * columns, (i + 1) * columns));

function dot(x: Float64Array, y: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += (x[i] as number) * (y[i] as number);
  return sum;
}

/** (x, y) becomes (c x - s y, s x + c y). */
export function rotate(x: Float64Array, y: Float64Array, cosine: number, sine: number): void {
  for (let i = 0; i < x.length; i++) {
    const [left, right] = [x[i] as number, y[i] as number];
    x[i] = cosine * left - sine * right;
    y[i] = sine * left + cosine * right;
  }
}

function indexOfLargest(rows: readonly Float64Array[], from: number): number {
  let best = from;
  let most = -1;
  for (let i = from; i < rows.length; i++) {
    const row = rows[i] as Float64Array;
    const square = dot(row, row);
    if (square > most) [best, most] = [i, square];
  }
  return best;
}

/** Exchanges the contents of two rows. */
function exchange(rows: readonly Float64Array[], one: number, other: number): void {
  if (one === other) return;
  const [first, second] = [rows[one] as Float64Array, rows[other] as Float64Array];
  const copy = first.slice();
  first.set(second);
  second.set(copy);
}
