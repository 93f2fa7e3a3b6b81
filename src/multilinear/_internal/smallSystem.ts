import { at, type Matrix } from '../../_internal/dense/matrix.ts';

/** The solution of A x = b by elimination with complete pivoting; undefined where a pivot is exactly zero. */
export function smallSystem(a: Matrix, b: readonly number[]): number[] | undefined {
  const n = a.rows;
  const rows = b.map((value, i) => [...Array.from({ length: n }, (_, j) => at(a, i, j)), value]);
  const order = b.map((_, j) => j);
  for (let k = 0; k < n; k++) {
    const [row, column] = largestFrom(rows, k);
    exchange(rows, k, row);
    exchange(order, k, column);
    for (const one of rows) exchange(one, k, column);
    const pivot = rows[k] as number[];
    if (pivot[k] === 0) return undefined;
    for (const below of rows.slice(k + 1)) {
      const factor = (below[k] as number) / (pivot[k] as number);
      for (let j = k; j <= n; j++) below[j] = (below[j] as number) - factor * (pivot[j] as number);
    }
  }
  const x = new Array<number>(n).fill(0);
  for (let k = n - 1; k >= 0; k--) {
    const row = rows[k] as number[];
    const known = order.slice(k + 1).reduce((sum, j, at) => sum + (row[k + 1 + at] as number) * (x[j] as number), 0);
    x[order[k] as number] = ((row[n] as number) - known) / (row[k] as number);
  }
  return x;
}

/** Where the largest element of the rest of a matrix stands, from row and column k on, right-hand sides left out. */
function largestFrom(rows: readonly number[][], k: number): readonly [row: number, column: number] {
  let [row, column, largest] = [k, k, 0];
  for (let i = k; i < rows.length; i++) {
    for (let j = k; j < rows.length; j++) {
      const size = Math.abs(rows[i]?.[j] as number);
      if (size > largest) [row, column, largest] = [i, j, size];
    }
  }
  return [row, column];
}

function exchange<One>(list: One[], i: number, j: number): void {
  [list[i], list[j]] = [list[j] as One, list[i] as One];
}
