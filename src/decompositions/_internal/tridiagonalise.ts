import { dot } from '../../_internal/dense/dot.ts';
import { type Matrix, matrix } from '../../_internal/dense/matrix.ts';
import { type Reflector, reflectorOf } from '../../_internal/dense/reflector.ts';
import { type ResidentMatrix, residentMatrices } from '../../_internal/dense/resident/residentMatrix.ts';
import { PANEL_COLUMNS, PANEL_ROWS, type Reduction, tridiagonalisePanel } from './tridiagonalisePanel.ts';

/** A = Q T Q^T, T symmetric tridiagonal, Q the product of the reflectors. */
export interface Tridiagonal {
  readonly diagonal: Float64Array;
  /** Element i couples i and i + 1; the last is 0. */
  readonly offDiagonal: Float64Array;
  readonly reflectors: readonly Reflector[];
}

/** Below this many columns updating the matrix at every step costs less than a panel does. */
const BLOCKED_FROM = 2 * PANEL_COLUMNS;

/**
 * Householder reduction of a symmetric matrix, of which the lower triangle is read (Golub and Van Loan, algorithm 8.3.1), in
 * panels (Dongarra, Hammarling and Sorensen 1989): half of the work, the products of A with vectors, cannot be gathered into
 * products of matrices; the updates of A are.
 */
export function tridiagonalise(given: Matrix): Tridiagonal {
  const n = given.rows;
  const room = matrix(n > BLOCKED_FROM ? PANEL_ROWS : 0, n);
  const [resident, panel] = residentMatrices([given, room]) as [ResidentMatrix, ResidentMatrix];
  const reduction: Reduction = {
    resident,
    panel,
    diagonal: new Float64Array(n),
    offDiagonal: new Float64Array(n),
    reflectors: [],
  };
  let first = 0;
  for (; n - first > BLOCKED_FROM; first += PANEL_COLUMNS) tridiagonalisePanel(reduction, first);
  for (; first < n; first++) reduceColumn(reduction, first);
  return reduction;
}

// With H = I - f v v^T and p = A v: H A H = A - v w^T - w v^T, w = f p - (f^2 / 2) (p . v) v.
function reduceColumn({ resident, diagonal, offDiagonal, reflectors }: Reduction, j: number): void {
  const { data, rows: n } = resident.matrix;
  diagonal[j] = data[j * n + j] as number;
  const next = j + 1;
  if (next === n) return;
  const column = Float64Array.from({ length: n - next }, (_, i) => data[(next + i) * n + j] as number);
  const { reflector, alpha } = reflectorOf(column, next);
  offDiagonal[j] = alpha;
  reflectors.push(reflector);
  const { vector, factor } = reflector;
  if (factor === 0) return;
  const w = resident.symmetricTimesVector(next, vector);
  const multiple = (factor / 2) * factor * dot(vector, w);
  for (let i = 0; i < w.length; i++) w[i] = factor * (w[i] as number) - multiple * (vector[i] as number);
  for (let i = 0; i < w.length; i++) {
    const row = (next + i) * n + next;
    const [own, ownOfW] = [vector[i] as number, w[i] as number];
    for (let c = 0; c <= i; c++) {
      data[row + c] = (data[row + c] as number) - own * (w[c] as number) - ownOfW * (vector[c] as number);
    }
  }
}
