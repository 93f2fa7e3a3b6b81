import { gemm } from '../../linalg/gemm/gemm.ts';
import { blockOf, turned, whole } from './block.ts';
import { elementsOf, type Matrix, matrix, rowOf } from './matrix.ts';
import { type Reflector, reflectorOf } from './reflector.ts';
import { type ResidentMatrix, residentMatrices } from './resident/residentMatrix.ts';

/** A = Q B P^T, B upper bidiagonal, Q and P the products of the reflectors. */
export interface Bidiagonal {
  readonly diagonal: Float64Array;
  /** Element i couples columns i and i + 1; the last is 0. */
  readonly offDiagonal: Float64Array;
  readonly left: Reflector[];
  readonly right: Reflector[];
}

/** Columns after which the matrix is updated: a product of twice that depth. Until then each pays for those before it. */
const PANEL_COLUMNS = 32;

/**
 * Householder reduction of a matrix that is no wider than high to bidiagonal form (Golub and Van Loan 2013, section 5.4.8), in panels
 * (Dongarra, Hammarling and Sorensen 1989): half of the work, the products of A and A^T with vectors, cannot be gathered into
 * products of matrices; the updates of A are.
 */
export function bidiagonalise(given: Matrix): Bidiagonal {
  const { rows: m, columns: n } = given;
  const room = 2 * Math.min(PANEL_COLUMNS, n) + 1;
  const resident = residentMatrices([given, matrix(room, m), matrix(room, n)]);
  const reduction: Bidiagonal = {
    diagonal: new Float64Array(n),
    offDiagonal: new Float64Array(n),
    left: [],
    right: [],
  };
  for (let first = 0; first < n; first += PANEL_COLUMNS) {
    new Panel(resident as [ResidentMatrix, ResidentMatrix, ResidentMatrix], first).reduce(reduction);
  }
  return reduction;
}

/**
 * Some columns and rows of a reduction, from `first` on. The matrix is A - V Y^T - X U^T, V and U the vectors of the reflectors: rows j and
 * k + j of `tall` hold column j of V and of X, those of `wide` of Y and of U, and the last of each is room for a column and a row of
 * the matrix.
 */
class Panel {
  readonly #a: ResidentMatrix;
  readonly #tall: ResidentMatrix;
  readonly #wide: ResidentMatrix;
  readonly #first: number;
  readonly #k: number;

  constructor([a, tall, wide]: readonly [ResidentMatrix, ResidentMatrix, ResidentMatrix], first: number) {
    this.#a = a;
    this.#tall = tall;
    this.#wide = wide;
    this.#first = first;
    this.#k = Math.min(PANEL_COLUMNS, a.matrix.columns - first);
    tall.matrix.data.fill(0);
    wide.matrix.data.fill(0);
  }

  reduce(to: Bidiagonal): void {
    for (let j = 0; j < this.#k; j++) {
      this.#reduceColumn(to, j);
      if (this.#first + j + 1 < this.#a.matrix.columns) this.#reduceRow(to, j);
    }
    this.#update();
  }

  /** What is left of a column below its diagonal element is reflected away; y = f (A - V Y^T - X U^T)^T v. */
  #reduceColumn({ diagonal, left }: Bidiagonal, j: number): void {
    const [{ rows: m, columns: n, data }, tall, wide, k] = this.#parts();
    const column = this.#first + j;
    const room = tall.rows - 1;
    const current = rowOf(tall, room);
    for (let i = column; i < m; i++) current[i] = data[i * n + column] as number;
    this.#tall.subtractRows(room, 0, column, elementsOf(wide, 0, j, column));
    this.#tall.subtractRows(room, k, column, elementsOf(wide, k, j, column));
    const { reflector, alpha } = reflectorOf(current.subarray(column), column);
    const { vector, factor } = reflector;
    diagonal[column] = alpha;
    left.push(reflector);
    rowOf(tall, j).set(vector, column);
    const next = column + 1;
    if (next === n || factor === 0) return;
    const y = rowOf(wide, j);
    y.set(this.#a.transposeTimesVector(column, next, n - next, vector), next);
    for (const block of [0, k]) {
      const overlaps = this.#tall.timesVector(block, column, j, vector);
      this.#wide.subtractRows(j, block, next, overlaps);
    }
    scaleBy(factor, y, next);
  }

  /** What is left of a row beyond its second element is reflected away; x = f (A - V Y^T - X U^T) u. */
  #reduceRow({ offDiagonal, right }: Bidiagonal, j: number): void {
    const [{ rows: m, columns: n, data }, tall, wide, k] = this.#parts();
    const row = this.#first + j;
    const next = row + 1;
    const room = wide.rows - 1;
    const current = rowOf(wide, room);
    current.set(data.subarray(row * n + next, (row + 1) * n), next);
    this.#wide.subtractRows(room, 0, next, elementsOf(tall, 0, j + 1, row));
    this.#wide.subtractRows(room, k, next, elementsOf(tall, k, j, row));
    const { reflector, alpha } = reflectorOf(current.subarray(next), next);
    const { vector, factor } = reflector;
    offDiagonal[row] = alpha;
    right.push(reflector);
    rowOf(wide, k + j).set(vector, next);
    if (next === m || factor === 0) return;
    const x = rowOf(tall, k + j);
    x.set(this.#a.timesVector(next, next, m - next, vector), next);
    for (const [block, count] of [
      [0, j + 1],
      [k, j],
    ] as const) {
      const overlaps = this.#wide.timesVector(block, next, count, vector);
      this.#tall.subtractRows(k + j, block, next, overlaps);
    }
    scaleBy(factor, x, next);
  }

  /** The matrix behind the panel becomes A - [V X] [Y U]^T. */
  #update(): void {
    const [a, tall, wide, k] = this.#parts();
    const end = this.#first + k;
    if (end === a.columns) return;
    const behind = (rows: Matrix) => blockOf(whole(rows), 0, end, 2 * k, rows.columns - end);
    const rest = blockOf(whole(a), end, end, a.rows - end, a.columns - end);
    gemm(turned(behind(tall)), behind(wide), rest, { alpha: -1, beta: 1 });
  }

  #parts() {
    return [this.#a.matrix, this.#tall.matrix, this.#wide.matrix, this.#k] as const;
  }
}

function scaleBy(factor: number, values: Float64Array, from: number): void {
  for (let i = from; i < values.length; i++) values[i] = factor * (values[i] as number);
}
