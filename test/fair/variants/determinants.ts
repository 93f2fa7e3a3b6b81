import type { Arithmetic } from '../_internal/arithmetic.ts';
import { type Matrix, matrixOf } from '../_internal/dense.ts';
import type { Variant } from '../variant.ts';

/** The expansion along the first row, for the orders at which libraries write it out. */
function expanded(n: number, values: readonly number[], f: Arithmetic): number {
  if (n === 1) return values[0] ?? 0;
  return values.slice(0, n).reduce((sum, value, column) => {
    const minor = expanded(
      n - 1,
      values.slice(n).filter((_, at) => at % n !== column),
      f,
    );
    return column % 2 === 0 ? f.add(sum, f.mul(value, minor)) : f.sub(sum, f.mul(value, minor));
  }, 0);
}

/** Elimination with complete pivoting: the largest element that is left comes first, whichever its row and column. */
function byCompletePivoting({ rows: n, values }: Matrix, f: Arithmetic): number {
  const rest = [...values];
  const at = (i: number, j: number) => rest[i * n + j] ?? 0;
  let result = 1;
  for (let k = 0; k < n; k++) {
    let [row, column] = [k, k];
    for (let i = k; i < n; i++)
      for (let j = k; j < n; j++) if (Math.abs(at(i, j)) > Math.abs(at(row, column))) [row, column] = [i, j];
    for (let j = 0; j < n; j++) [rest[k * n + j], rest[row * n + j]] = [rest[row * n + j] ?? 0, rest[k * n + j] ?? 0];
    for (let i = 0; i < n; i++)
      [rest[i * n + k], rest[i * n + column]] = [rest[i * n + column] ?? 0, rest[i * n + k] ?? 0];
    const pivot = at(k, k);
    if (pivot === 0) return 0;
    result = f.mul(result, (row === k) === (column === k) ? pivot : -pivot);
    for (let i = k + 1; i < n; i++) {
      const factor = f.div(at(i, k), pivot);
      for (let j = k + 1; j < n; j++) rest[i * n + j] = f.fma(-factor, at(k, j), at(i, j));
    }
  }
  return result;
}

/** By Householder reflections: the diagonal of R, one sign for each of them. */
function byReflections({ rows: n, values }: Matrix, f: Arithmetic): number {
  const r = [...values];
  let result = 1;
  for (let k = 0; k < n; k++) {
    const column = Array.from({ length: n - k }, (_, i) => r[(k + i) * n + k] ?? 0);
    const largest = column.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    if (largest === 0) return 0;
    // In units of the largest, a power of two near it: squares neither over- nor underflow.
    const unit = 2 ** Math.floor(Math.log2(largest));
    const x = column.map((value) => value / unit);
    const norm = f.sqrt(x.reduce((sum, value) => f.fma(value, value, sum), 0));
    if (k === n - 1) return f.mul(result, column[0] ?? 0);
    const first = x[0] ?? 0;
    const v = [first >= 0 ? f.add(first, norm) : f.sub(first, norm), ...x.slice(1)];
    const square = v.reduce((sum, value) => f.fma(value, value, sum), 0);
    for (let j = k + 1; j < n; j++) {
      const product = v.reduce((sum, value, i) => f.fma(value, r[(k + i) * n + j] ?? 0, sum), 0);
      const factor = f.div(f.mul(2, product), square);
      v.forEach((value, i) => {
        r[(k + i) * n + j] = f.fma(-factor, value, r[(k + i) * n + j] ?? 0);
      });
    }
    // Minus for the reflection, and the sign that the norm was given.
    result = f.mul(result, f.mul(first >= 0 ? norm : -norm, unit));
  }
  return result;
}

export const variants: readonly Variant[] = [
  {
    name: 'written out up to order 3, complete pivoting beyond',
    operation: 'decompositions.det',
    compute: ({ a }, _, f) => {
      const matrix = matrixOf(a);
      const n = matrix.rows;
      return { d: [n > 0 && n <= 3 ? expanded(n, matrix.values, f) : byCompletePivoting(matrix, f)] };
    },
  },
  {
    name: 'by reflections',
    operation: 'decompositions.det',
    compute: ({ a }, _, f) => ({ d: [byReflections(matrixOf(a), f)] }),
  },
  {
    name: 'complete pivoting',
    operation: 'decompositions.det',
    compute: ({ a }, _, f) => ({ d: [byCompletePivoting(matrixOf(a), f)] }),
  },
];
