import type { ExactMatrix } from '../../exactMatrix.ts';

/** The matrix whose row for block (i, j) of an m by n array of blocks holds the entries of that block: A kron B becomes vec(A) vec(B)^T, both by rows. */
export function rearranged(c: ExactMatrix, m: number, n: number): ExactMatrix {
  const [p, q] = [c.rows / m, c.columns / n];
  const entries: bigint[] = [];
  for (let row = 0; row < m * n; row++) {
    const [i, j] = [Math.floor(row / n), row % n];
    for (let column = 0; column < p * q; column++) {
      const [r, s] = [Math.floor(column / q), column % q];
      entries.push(c.entries[(i * p + r) * c.columns + j * q + s] ?? 0n);
    }
  }
  return { rows: m * n, columns: p * q, exponent: c.exponent, entries };
}

/** The entries of a matrix row by row, as a column. */
export const asColumn = (a: ExactMatrix): ExactMatrix => ({ ...a, rows: a.rows * a.columns, columns: 1 });
