import { gemm } from '../../linalg/gemm/gemm.ts';
import { blockOf, turned, whole } from './block.ts';
import { dot } from './dot.ts';
import type { Matrix } from './matrix.ts';
import { type Reflector, reflectorOf } from './reflector.ts';
import { ResidentMatrix } from './resident/residentMatrix.ts';
import { subtractRows } from './subtractRows.ts';

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
  const n = given.columns;
  const a = new ResidentMatrix(given);
  const reduction: Bidiagonal = {
    diagonal: new Float64Array(n),
    offDiagonal: new Float64Array(n),
    left: [],
    right: [],
  };
  for (let first = 0; first < n; first += PANEL_COLUMNS) {
    new Panel(a, first, Math.min(PANEL_COLUMNS, n - first)).reduce(reduction);
  }
  return reduction;
}

/**
 * Some columns and rows of a reduction, from `first` on. The matrix is A - V Y^T - X U^T, V and U the vectors of the reflectors: rows j and
 * k + j of `tall` hold column j of V and of X, those of `wide` of Y and of U, and one more each is room for a column and a row of the matrix.
 */
class Panel {
  readonly #a: ResidentMatrix;
  readonly #first: number;
  readonly #k: number;
  readonly #height: number;
  readonly #width: number;
  readonly #tall: Float64Array;
  readonly #wide: Float64Array;

  constructor(a: ResidentMatrix, first: number, k: number) {
    this.#a = a;
    this.#first = first;
    this.#k = k;
    this.#height = a.matrix.rows - first;
    this.#width = a.matrix.columns - first;
    this.#tall = new Float64Array((2 * k + 1) * this.#height);
    this.#wide = new Float64Array((2 * k + 1) * this.#width);
  }

  reduce(to: Bidiagonal): void {
    for (let j = 0; j < this.#k; j++) {
      this.#reduceColumn(to, j);
      if (j + 1 < this.#width) this.#reduceRow(to, j);
    }
    this.#update();
  }

  /** What is left of column j below its diagonal element is reflected away; y = f (A - V Y^T - X U^T)^T v. */
  #reduceColumn({ diagonal, left }: Bidiagonal, j: number): void {
    const [a, first, height, width, tall, wide, k] = this.#parts();
    const column = 2 * k * height + j;
    for (let i = j; i < height; i++) tall[2 * k * height + i] = a.data[(first + i) * a.columns + first + j] as number;
    subtractRows(tall, column, height - j, j, height, j, wide, j, width);
    subtractRows(tall, column, height - j, k * height + j, height, j, wide, k * width + j, width);
    const { reflector, alpha } = reflectorOf(tall.subarray(column, column + height - j), first + j);
    const { vector, factor } = reflector;
    diagonal[first + j] = alpha;
    left.push(reflector);
    tall.set(vector, j * height + j);
    const next = j + 1;
    if (next === width || factor === 0) return;
    const y = this.#a.transposeTimesVector(first + j, first + next, width - next, vector);
    const own = j * width + next;
    wide.set(y, own);
    for (const block of [0, k]) {
      const overlaps = this.#overlaps(tall, block, j, height, j, vector);
      subtractRows(wide, own, width - next, block * width + next, width, j, overlaps, 0, 1);
    }
    scaleBy(factor, wide, own, width - next);
  }

  /** What is left of row j beyond its second element is reflected away; x = f (A - V Y^T - X U^T) u. */
  #reduceRow({ offDiagonal, right }: Bidiagonal, j: number): void {
    const [a, first, height, width, tall, wide, k] = this.#parts();
    const next = j + 1;
    const row = 2 * k * width + next;
    const from = (first + j) * a.columns + first;
    wide.set(a.data.subarray(from + next, from + width), row);
    subtractRows(wide, row, width - next, next, width, next, tall, j, height);
    subtractRows(wide, row, width - next, k * width + next, width, j, tall, k * height + j, height);
    const { reflector, alpha } = reflectorOf(wide.subarray(row, row + width - next), first + next);
    const { vector, factor } = reflector;
    offDiagonal[first + j] = alpha;
    right.push(reflector);
    wide.set(vector, (k + j) * width + next);
    if (next === height || factor === 0) return;
    const x = this.#a.timesVector(first + next, first + next, height - next, vector);
    const own = (k + j) * height + next;
    tall.set(x, own);
    for (const [block, count] of [
      [0, next],
      [k, j],
    ] as const) {
      const overlaps = this.#overlaps(wide, block, count, width, next, vector);
      subtractRows(tall, own, height - next, block * height + next, height, count, overlaps, 0, 1);
    }
    scaleBy(factor, tall, own, height - next);
  }

  /** The inner products of a vector with the first rows of a block, from column `start` on. */
  #overlaps(rows: Float64Array, block: number, count: number, length: number, start: number, vector: Float64Array) {
    return Float64Array.from({ length: count }, (_, l) => dot(vector, rows.subarray((block + l) * length + start)));
  }

  /** The matrix behind the panel becomes A - [V X] [Y U]^T. */
  #update(): void {
    const [a, first, height, width, tall, wide, k] = this.#parts();
    if (width === k) return;
    const behind = (data: Float64Array, length: number) =>
      blockOf(whole({ data, rows: 2 * k, columns: length }), 0, k, 2 * k, length - k);
    const rest = blockOf(whole(a), first + k, first + k, height - k, width - k);
    gemm(turned(behind(tall, height)), behind(wide, width), rest, { alpha: -1, beta: 1 });
  }

  #parts() {
    return [this.#a.matrix, this.#first, this.#height, this.#width, this.#tall, this.#wide, this.#k] as const;
  }
}

function scaleBy(factor: number, data: Float64Array, from: number, length: number): void {
  for (let i = from; i < from + length; i++) data[i] = factor * (data[i] as number);
}
