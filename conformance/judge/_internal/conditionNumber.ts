/** Larger matrices are not looked at: the estimate takes n^3 operations. */
const largestSize = 48;

/**
 * Condition number in the 1-norm of R from A = QR, which is that of A in the 2-norm up to a factor of the size: infinite where A is
 * singular, undefined where it is empty, large or not finite. `data` holds the matrix by rows; a wide one is turned.
 */
export function conditionNumber(data: ArrayLike<number>, rows: number, columns: number): number | undefined {
  const [m, n] = rows < columns ? [columns, rows] : [rows, columns];
  if (n === 0 || m > largestSize) return undefined;
  const at = (i: number, j: number) => (rows < columns ? data[j * columns + i] : data[i * columns + j]) ?? 0;
  const a = Array.from({ length: n }, (_, j) => Float64Array.from({ length: m }, (_, i) => at(i, j)));
  // In units of the largest entry: squares do not overflow, and the condition is the same.
  const largest = a.reduce((most, column) => column.reduce((one, value) => Math.max(one, Math.abs(value)), most), 0);
  if (!Number.isFinite(largest)) return undefined;
  if (largest === 0) return Number.POSITIVE_INFINITY;
  for (const column of a) for (let i = 0; i < m; i++) column[i] = (column[i] ?? 0) / largest;
  triangulate(a, m);
  return normOf(a) * normOf(inverse(a));
}

/** Householder reflections on columns, in place: the upper triangle is R. */
function triangulate(a: readonly Float64Array[], m: number): void {
  a.forEach((column, k) => {
    const head = column[k] ?? 0;
    const length = Math.hypot(...column.subarray(k));
    if (length === 0) return;
    const diagonal = head > 0 ? -length : length;
    const v = column.slice(k);
    v[0] = head - diagonal;
    const half = length * (length + Math.abs(head));
    for (const other of a.slice(k + 1)) {
      let product = 0;
      for (let i = k; i < m; i++) product += (v[i - k] ?? 0) * (other[i] ?? 0);
      for (let i = k; i < m; i++) other[i] = (other[i] ?? 0) - (product / half) * (v[i - k] ?? 0);
    }
    column.fill(0, k + 1);
    column[k] = diagonal;
  });
}

/** Columns of the inverse of an upper triangle that is given by columns. */
const inverse = (r: readonly Float64Array[]): Float64Array[] =>
  r.map((_, j) => {
    const x = new Float64Array(r.length);
    for (let i = j; i >= 0; i--) {
      let sum = i === j ? 1 : 0;
      for (let p = i + 1; p <= j; p++) sum -= (r[p]?.[i] ?? 0) * (x[p] ?? 0);
      x[i] = sum === 0 ? 0 : sum / (r[i]?.[i] ?? 0);
    }
    return x;
  });

const normOf = (columns: readonly Float64Array[]): number =>
  Math.max(
    ...columns.map((column) => column.subarray(0, columns.length).reduce((sum, value) => sum + Math.abs(value), 0)),
  );
