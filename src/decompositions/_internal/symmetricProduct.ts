import type { Matrix } from '../../_internal/dense/matrix.ts';

/**
 * p = A v for the trailing symmetric matrix of which the lower triangle, from the diagonal element `first` on, is read.
 *
 * Each entry below the diagonal is loaded once and meets two entries of v; four rows share the loads of v and p.
 */
export function symmetricProduct({ columns: n, data }: Matrix, first: number, v: Float64Array): Float64Array {
  const size = v.length;
  const p = new Float64Array(size);
  const corner = first * n + first;
  let i = 0;
  for (; i + 4 <= size; i += 4) {
    const a0 = corner + i * n;
    const a1 = a0 + n;
    const a2 = a1 + n;
    const a3 = a2 + n;
    const v0 = v[i] as number;
    const v1 = v[i + 1] as number;
    const v2 = v[i + 2] as number;
    const v3 = v[i + 3] as number;
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    for (let j = 0; j < i; j++) {
      const x0 = data[a0 + j] as number;
      const x1 = data[a1 + j] as number;
      const x2 = data[a2 + j] as number;
      const x3 = data[a3 + j] as number;
      const other = v[j] as number;
      s0 += x0 * other;
      s1 += x1 * other;
      s2 += x2 * other;
      s3 += x3 * other;
      p[j] = (p[j] as number) + x0 * v0 + x1 * v1 + x2 * v2 + x3 * v3;
    }
    p[i] = s0;
    p[i + 1] = s1;
    p[i + 2] = s2;
    p[i + 3] = s3;
    addTriangle(data, corner, n, i, i + 4, i, v, p);
  }
  addTriangle(data, corner, n, i, size, 0, v, p);
  return p;
}

/** Adds what rows `from` to before `end` contribute with their entries from column `start` to the diagonal. */
function addTriangle(
  data: Float64Array,
  corner: number,
  n: number,
  from: number,
  end: number,
  start: number,
  v: Float64Array,
  p: Float64Array,
): void {
  for (let i = from; i < end; i++) {
    const row = corner + i * n;
    const own = v[i] as number;
    let sum = (data[row + i] as number) * own;
    for (let j = start; j < i; j++) {
      const x = data[row + j] as number;
      sum += x * (v[j] as number);
      p[j] = (p[j] as number) + x * own;
    }
    p[i] = (p[i] as number) + sum;
  }
}
