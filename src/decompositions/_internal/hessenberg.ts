import { blockOf, subtractProduct, turned, whole } from '../../_internal/dense/block.ts';
import { applyBlock, blockReflectorOf } from '../../_internal/dense/blockReflector.ts';
import { elementsOf, type Matrix, matrix, rowOf } from '../../_internal/dense/matrix.ts';
import { type Reflector, reflectorOf } from '../../_internal/dense/reflector.ts';
import { type ResidentMatrix, residentMatrices } from '../../_internal/dense/resident/residentMatrix.ts';

/** A = Q H Q^T, H zero below its first subdiagonal, Q the product of the reflectors. */
export interface Hessenberg {
  readonly h: Matrix;
  readonly reflectors: readonly Reflector[];
}

/** Columns after which the matrix is updated. Until then each pays for those before it. */
const PANEL_COLUMNS = 32;

/** A panel's matrices: A, and the rows of V^T and of Y^T. */
interface Panel {
  readonly a: ResidentMatrix;
  readonly v: ResidentMatrix;
  readonly y: ResidentMatrix;
}

/**
 * Householder reduction to Hessenberg form (Golub and Van Loan 2013, algorithm 7.4.2), in panels (Quintana-Orti and van de Geijn 2006):
 * the products of A with vectors, a fifth of the work, are made one by one; the updates of A are products of matrices.
 */
export function reduceToHessenberg(given: Matrix): Hessenberg {
  const n = given.rows;
  const last = n - 2;
  const room = matrix(Math.min(PANEL_COLUMNS, Math.max(last, 0)), n);
  const [a, v, y] = residentMatrices([given, room, room]) as [ResidentMatrix, ResidentMatrix, ResidentMatrix];
  const reflectors: Reflector[] = [];
  for (let first = 0; first < last; first += PANEL_COLUMNS) {
    reflectors.push(...reducePanel({ a, v, y }, first, Math.min(PANEL_COLUMNS, last - first)));
  }
  return { h: matrix(n, n, a.matrix.data.slice()), reflectors };
}

/** Reduces `count` columns from `first` on: A becomes (I - V T V^T)^T (A - Y V^T) with Y = A V T. */
function reducePanel(panel: Panel, first: number, count: number): readonly Reflector[] {
  const { columns: n } = panel.a.matrix;
  const [a, v, y] = [panel.a.matrix, panel.v.matrix, panel.y.matrix];
  v.data.fill(0);
  y.data.fill(0);
  const reflectors: Reflector[] = [];
  const factors = matrix(count, count);
  for (let j = 0; j < count; j++) reflectors.push(reduceColumn(panel, factors, first, j));
  const [start, end] = [first + 1, first + count];
  const together = blockReflectorOf(reflectors);
  const [ofV, ofY] = [blockOf(whole(v), 0, end, count, n - end), blockOf(whole(y), 0, start, count, n - start)];
  subtractProduct(blockOf(whole(a), start, end, n - start, n - end), turned(ofY), ofV);
  applyBlock(together, blockOf(whole(a), start, end, n - start, n - end), true);
  // The rows above the reflectors: from the right alone.
  applyBlock(together, turned(blockOf(whole(a), 0, start, start, n - start)), true);
  return reflectors;
}

/** Column first + j, which the reflectors before have not changed yet, below row `first`. */
function reduceColumn(panel: Panel, factors: Matrix, first: number, j: number): Reflector {
  const [{ columns: n, data }, v, y] = [panel.a.matrix, panel.v.matrix, panel.y.matrix];
  const column = first + j;
  const [start, next] = [first + 1, column + 1];
  const current = rowOf(y, j);
  for (let i = start; i < n; i++) current[i] = data[i * n + column] as number;
  panel.y.subtractRows(j, 0, start, elementsOf(v, 0, j, column));
  // b - V T^T V^T b.
  rowOf(v, j).set(current);
  panel.v.subtractRows(
    j,
    0,
    start,
    timesFactor(factors, panel.v.timesVector(0, start, j, current.subarray(start)), true),
  );
  current.set(rowOf(v, j));
  rowOf(v, j).fill(0);
  const { reflector, alpha } = reflectorOf(current.slice(next), next);
  const { vector, factor } = reflector;
  for (let i = start; i < n; i++) data[i * n + column] = i < next ? (current[i] as number) : i === next ? alpha : 0;
  const overlaps = panel.v.timesVector(0, next, j, vector);
  rowOf(v, j).set(vector, next);
  current.set(panel.a.timesVector(start, next, n - start, vector), start);
  panel.y.subtractRows(j, 0, start, overlaps);
  for (let i = start; i < n; i++) current[i] = factor * (current[i] as number);
  const ofFactor = timesFactor(factors, overlaps, false);
  for (let i = 0; i < j; i++) factors.data[i * factors.columns + j] = -factor * (ofFactor[i] as number);
  factors.data[j * factors.columns + j] = factor;
  return reflector;
}

/** T x, or T^T x, T the upper triangular factor of the reflectors before. */
function timesFactor({ columns, data }: Matrix, x: Float64Array, transpose: boolean): Float64Array {
  const count = x.length;
  const result = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    for (let j = i; j < count; j++) {
      const [to, from] = transpose ? [j, i] : [i, j];
      result[to] = (result[to] as number) + (data[i * columns + j] as number) * (x[from] as number);
    }
  }
  return result;
}
