import { type Block, blockOf, turned, whole } from '../../_internal/dense/block.ts';
import { dot } from '../../_internal/dense/dot.ts';
import { elementsOf } from '../../_internal/dense/matrix.ts';
import { type Reflector, reflectorOf } from '../../_internal/dense/reflector.ts';
import type { ResidentMatrix } from '../../_internal/dense/resident/residentMatrix.ts';
import { subtractLower } from '../../_internal/dense/subtractLower.ts';

/** A reduction on its way: the lower triangle of the matrix, and what is known of T and Q. */
export interface Reduction {
  readonly resident: ResidentMatrix;
  /** Room for `PANEL_ROWS` rows of the matrix: those of a panel. */
  readonly panel: ResidentMatrix;
  readonly diagonal: Float64Array;
  readonly offDiagonal: Float64Array;
  readonly reflectors: Reflector[];
}

/** Columns after which the matrix is updated: a product twice as deep. Until then each column pays for those before it. */
export const PANEL_COLUMNS = 32;

/**
 * The rows of a panel: those of V^T, of W^T, of V^T again, so that both orders of the two lie one after the other, and one for the
 * current column.
 */
export const PANEL_ROWS = 3 * PANEL_COLUMNS + 1;

/** Reduces the columns of one panel from `first` on, and then subtracts V W^T + W V^T from the matrix behind them. */
export function tridiagonalisePanel(reduction: Reduction, first: number): void {
  const { resident, panel, diagonal, offDiagonal, reflectors } = reduction;
  const { columns: n, data: a } = resident.matrix;
  const { data } = panel.matrix;
  const k = PANEL_COLUMNS;
  data.fill(0);
  for (let j = 0; j < k; j++) {
    const column = first + j;
    const current = 3 * k * n;
    for (let i = column; i < n; i++) data[current + i] = a[i * n + column] as number;
    panel.subtractRows(3 * k, 0, column, elementsOf(panel.matrix, k, j, column));
    panel.subtractRows(3 * k, k, column, elementsOf(panel.matrix, 0, j, column));
    diagonal[column] = data[current + column] as number;

    const next = column + 1;
    const { reflector, alpha } = reflectorOf(data.subarray(current + next, current + n), next);
    const { vector, factor } = reflector;
    offDiagonal[column] = alpha;
    reflectors.push(reflector);
    data.set(vector, j * n + next);

    // p = (A - V W^T - W V^T) v, w = f p - (f^2 / 2) (p . v) v.
    const own = (k + j) * n + next;
    data.set(resident.symmetricTimesVector(next, vector), own);
    for (const [rows, others] of [
      [0, k],
      [k, 0],
    ] as const) {
      const overlaps = panel.timesVector(others, next, j, vector);
      panel.subtractRows(k + j, rows, next, overlaps);
    }
    const p = data.subarray(own, own + n - next);
    const multiple = (factor / 2) * factor * dot(vector, p);
    for (let i = 0; i < p.length; i++) p[i] = factor * (p[i] as number) - multiple * (vector[i] as number);
  }
  data.copyWithin(2 * k * n, 0, k * n);
  const end = first + k;
  const behind = (row: number): Block => turned(blockOf(whole(panel.matrix), row, end, 2 * k, n - end));
  subtractLower(blockOf(whole(resident.matrix), end, end, n - end, n - end), behind(0), behind(k));
}
