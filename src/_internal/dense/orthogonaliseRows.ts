import { dot } from './dot.ts';
import { exchange } from './exchange.ts';
import { identity, type Matrix } from './matrix.ts';

/** More sweeps than any matrix has needed by far: six to ten are usual. */
const sweepLimit = 60;

/** Rows whose squared norm is below this share of the unit are left as they are: their products would underflow. */
const negligibleSquare = 2 ** -900;

/** Rows of J^T A, orthogonal to each other, and the rows of J^T, orthonormal. */
export interface OrthogonalRows {
  readonly rows: readonly Float64Array[];
  readonly rotations: readonly Float64Array[];
}

/**
 * One-sided Jacobi iteration: rotates pairs of rows of A, whose data it uses up, until all are orthogonal to working precision.
 *
 * Two rows count as orthogonal once |x . y| <= (sqrt(n) + 2) eps ||x|| ||y||, which keeps small singular values accurate (Demmel and
 * Veselic 1992). A rotation rounds each row by u, and their product is measured to n u, usually sqrt(n) u: of few entries less
 * than (n + 2) u may never be reached. The largest remaining row is brought to the front before its turn (de Rijk 1989), which speeds convergence.
 * Entries must be of moderate size. Throws Error when the limit of sweeps is reached.
 */
export function orthogonaliseRows(a: Matrix): OrthogonalRows {
  const n = a.rows;
  const rows = rowsOf(a);
  const rotations = rowsOf(identity(n));
  const tolerance = 2 ** -52 * (Math.sqrt(a.columns) + 2);
  for (let sweep = 0; sweep < sweepLimit; sweep++) {
    let isDone = true;
    // Updated by the rotations and computed anew in every sweep: the last one, which rotates nothing, tests what is there.
    const squares = rows.map((row) => dot(row, row));
    for (let p = 0; p < n - 1; p++) {
      const largest = squares.indexOf(Math.max(...squares.slice(p)), p);
      exchange(rows, p, largest);
      exchange(rotations, p, largest);
      exchange(squares, p, largest);
      for (let q = p + 1; q < n; q++) {
        // p and q run below the number of rows.
        const [x, y] = [rows[p] as Float64Array, rows[q] as Float64Array];
        const [alpha, beta] = [squares[p] as number, squares[q] as number];
        if (alpha < negligibleSquare || beta < negligibleSquare) continue;
        const gamma = dot(x, y);
        if (Math.abs(gamma) <= tolerance * Math.sqrt(alpha) * Math.sqrt(beta)) continue;
        isDone = false;
        const zeta = (beta - alpha) / (2 * gamma);
        // tan of the smaller angle; the square of a huge zeta could overflow and does not matter.
        const size = Math.abs(zeta);
        const tangent = (zeta < 0 ? -1 : 1) / (size > 2 ** 30 ? 2 * size : size + Math.sqrt(1 + zeta * zeta));
        const cosine = 1 / Math.sqrt(1 + tangent * tangent);
        rotate(x, y, cosine, cosine * tangent);
        rotate(rotations[p] as Float64Array, rotations[q] as Float64Array, cosine, cosine * tangent);
        squares[p] = updated(alpha, -tangent * gamma, x);
        squares[q] = updated(beta, tangent * gamma, y);
      }
    }
    if (isDone) return { rows, rotations };
  }
  throw new Error(`one-sided Jacobi iteration: no convergence in ${sweepLimit} sweeps`);
}

const rowsOf = ({ rows, columns, data }: Matrix): Float64Array[] =>
  Array.from({ length: rows }, (_, i) => data.subarray(i * columns, (i + 1) * columns));

/** The squared norm after a change, computed anew where the sum cancels. */
const updated = (square: number, change: number, x: Float64Array): number =>
  square + change > square / 2 ? square + change : dot(x, x);

/** (x, y) becomes (c x - s y, s x + c y). */
export function rotate(x: Float64Array, y: Float64Array, cosine: number, sine: number): void {
  for (let i = 0; i < x.length; i++) {
    const left = x[i] as number;
    const right = y[i] as number;
    x[i] = cosine * left - sine * right;
    y[i] = sine * left + cosine * right;
  }
}
