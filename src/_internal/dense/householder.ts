import { at, identity, type Matrix, matrix } from './matrix.ts';
import { commonExponent, timesPowerOfTwo } from './scale.ts';

/** I - factor v v^T, acting on the rows from `start` on. */
export interface Reflector {
  readonly start: number;
  readonly vector: Float64Array;
  readonly factor: number;
}

/**
 * The reflector that maps x to (alpha, 0, .., 0), |alpha| = ||x||, alpha of the sign that cancels nothing (Golub and Van Loan,
 * algorithm 5.1.1). x is scaled by a power of two, so that columns of any size are treated alike, bitwise.
 */
export function reflectorOf(x: Float64Array, start: number): { reflector: Reflector; alpha: number } {
  const exponent = commonExponent(x);
  const vector = x.map((value) => timesPowerOfTwo(value, -exponent));
  let sum = 0;
  for (const value of vector) sum += value * value;
  const norm = Math.sqrt(sum);
  const head = vector[0] ?? 0;
  const isReduced = vector.subarray(1).every((value) => value === 0);
  if (isReduced) return { reflector: { start, vector, factor: 0 }, alpha: x[0] ?? 0 };
  const alpha = head > 0 ? -norm : norm;
  vector[0] = head - alpha;
  return {
    reflector: { start, vector, factor: 1 / (norm * (norm + Math.abs(head))) },
    alpha: timesPowerOfTwo(alpha, exponent),
  };
}

/** Replaces a by (I - factor v v^T) a in the columns from `fromColumn` on. */
export function reflect(a: Matrix, { start, vector, factor }: Reflector, fromColumn: number): void {
  if (factor === 0) return;
  const sums = new Float64Array(a.columns);
  vector.forEach((value, i) => {
    for (let j = fromColumn; j < a.columns; j++) sums[j] = (sums[j] as number) + value * at(a, start + i, j);
  });
  vector.forEach((value, i) => {
    for (let j = fromColumn; j < a.columns; j++) {
      const to = (start + i) * a.columns + j;
      a.data[to] = (a.data[to] as number) - factor * (sums[j] as number) * value;
    }
  });
}

/** The first `columns` columns of the product of the reflectors, each of which acts from its own start on. */
export function productOf(reflectors: readonly Reflector[], rows: number, columns: number): Matrix {
  const q = identity(rows, columns);
  // From the last to the first: columns before a reflector's start are still unit vectors, which it does not move.
  for (const reflector of [...reflectors].reverse()) reflect(q, reflector, Math.min(reflector.start, columns));
  return q;
}

export interface Triangularisation {
  readonly reflectors: readonly Reflector[];
  /** The upper triangular (or trapezoidal) factor, min(m, n) by n, its lower part exactly zero. */
  readonly r: Matrix;
  /** Column j of the factored matrix is column `order[j]` of the given one. */
  readonly order: Int32Array;
}

/** Householder triangularisation; with `pivot` the column with the largest rest comes first at every step. */
export function triangularise(given: Matrix, pivot = false): Triangularisation {
  const { rows: m, columns: n } = given;
  const k = Math.min(m, n);
  const work = matrix(m, n, given.data.slice());
  const order = Int32Array.from({ length: n }, (_, j) => j);
  const reflectors: Reflector[] = [];
  for (let j = 0; j < k; j++) {
    if (pivot) exchangeColumns(work, order, j, columnOfLargestRest(work, j));
    const x = Float64Array.from({ length: m - j }, (_, i) => at(work, j + i, j));
    const { reflector, alpha } = reflectorOf(x, j);
    reflect(work, reflector, j + 1);
    reflectors.push(reflector);
    for (let i = j; i < m; i++) work.data[i * n + j] = i === j ? alpha : 0;
  }
  return { reflectors, r: matrix(k, n, work.data.subarray(0, k * n)), order };
}

function columnOfLargestRest(a: Matrix, from: number): number {
  const squares = new Float64Array(a.columns);
  for (let i = from; i < a.rows; i++) {
    for (let j = from; j < a.columns; j++) squares[j] = (squares[j] as number) + at(a, i, j) ** 2;
  }
  let best = from;
  for (let j = from + 1; j < a.columns; j++) if ((squares[j] as number) > (squares[best] as number)) best = j;
  return best;
}

function exchangeColumns(a: Matrix, order: Int32Array, one: number, other: number): void {
  if (one === other) return;
  [order[one], order[other]] = [order[other] as number, order[one] as number];
  for (let i = 0; i < a.rows; i++) {
    const [first, second] = [i * a.columns + one, i * a.columns + other];
    [a.data[first], a.data[second]] = [a.data[second] as number, a.data[first] as number];
  }
}

/** Orthonormal vectors that complete `columns` orthonormal columns to a basis: the last columns of the full factor. */
export function complementOf(columns: Matrix): Matrix {
  const { reflectors } = triangularise(columns);
  const full = productOf(reflectors, columns.rows, columns.rows);
  const missing = columns.rows - columns.columns;
  const result = matrix(columns.rows, missing);
  for (let i = 0; i < columns.rows; i++) {
    for (let j = 0; j < missing; j++) result.data[i * missing + j] = at(full, i, columns.columns + j);
  }
  return result;
}
