import { type Block, blockOf, turned, whole } from '../../_internal/dense/block.ts';
import { dot } from '../../_internal/dense/dot.ts';
import { matrix } from '../../_internal/dense/matrix.ts';
import { type Reflector, reflectorOf } from '../../_internal/dense/reflector.ts';
import type { ResidentMatrix } from '../../_internal/dense/resident/residentMatrix.ts';
import { subtractLower } from '../../_internal/dense/subtractLower.ts';
import { subtractRows } from '../../_internal/dense/subtractRows.ts';

/** A reduction on its way: the lower triangle of the matrix, and what is known of T and Q. */
export interface Reduction {
  readonly resident: ResidentMatrix;
  readonly diagonal: Float64Array;
  readonly offDiagonal: Float64Array;
  readonly reflectors: Reflector[];
}

/** Columns after which the matrix is updated: a product twice as deep. Until then each column pays for those before it. */
export const PANEL_COLUMNS = 32;

/**
 * Reduces the columns of one panel from `first` on, and then subtracts V W^T + W V^T from the matrix behind them.
 *
 * The rows of the buffer are those of V^T, of W^T, of V^T again, so that both orders of the two lie one after the other, and one
 * for the current column.
 */
export function tridiagonalisePanel({ resident, diagonal, offDiagonal, reflectors }: Reduction, first: number): void {
  const a = resident.matrix;
  const k = PANEL_COLUMNS;
  const size = a.rows - first;
  const buffer = matrix(3 * k + 1, size);
  const { data } = buffer;
  const [v, w, column] = [0, k * size, 3 * k * size];
  const overlaps = new Float64Array(k);
  for (let j = 0; j < k; j++) {
    for (let i = j; i < size; i++) data[column + i] = a.data[(first + i) * a.columns + first + j] as number;
    subtractRows(data, column + j, size - j, v + j, size, j, data, w + j, size);
    subtractRows(data, column + j, size - j, w + j, size, j, data, v + j, size);
    diagonal[first + j] = data[column + j] as number;

    const next = j + 1;
    const { reflector, alpha } = reflectorOf(data.subarray(column + next, column + size), first + next);
    const { vector, factor } = reflector;
    offDiagonal[first + j] = alpha;
    reflectors.push(reflector);
    data.set(vector, v + j * size + next);

    // p = (A - V W^T - W V^T) v, w = f p - (f^2 / 2) (p . v) v.
    const own = w + j * size + next;
    data.set(resident.symmetricTimesVector(first + next, vector), own);
    for (const [one, other] of [
      [v, w],
      [w, v],
    ] as const) {
      for (let l = 0; l < j; l++) overlaps[l] = dot(vector, data.subarray(other + l * size + next));
      subtractRows(data, own, size - next, one + next, size, j, overlaps, 0, 1);
    }
    const p = data.subarray(own, own + size - next);
    const multiple = (factor / 2) * factor * dot(vector, p);
    for (let i = 0; i < p.length; i++) p[i] = factor * (p[i] as number) - multiple * (vector[i] as number);
  }
  data.copyWithin(2 * k * size, v, k * size);
  const behind = (row: number): Block => turned(blockOf(whole(buffer), row, k, 2 * k, size - k));
  const rest = blockOf(whole(a), first + k, first + k, size - k, size - k);
  subtractLower(rest, behind(0), behind(k));
}
