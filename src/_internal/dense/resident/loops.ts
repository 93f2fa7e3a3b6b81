// The loops of assembly/products.ts for platforms without it: the same operations in the same order. Element (i, j) of the matrix is
// `a[corner + i * stride + j]`; four rows share the loads of the vector.

/** p = A x: of each row the elements at even and at odd places are summed apart. */
export function timesVector(
  a: Float64Array,
  corner: number,
  stride: number,
  rows: number,
  x: Float64Array,
): Float64Array {
  const p = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    const row = corner + i * stride;
    let [even, odd] = [0, 0];
    for (let j = 0; j + 1 < x.length; j += 2) {
      even += (a[row + j] as number) * (x[j] as number);
      odd += (a[row + j + 1] as number) * (x[j + 1] as number);
    }
    if (x.length % 2 === 1) even += (a[row + x.length - 1] as number) * (x[x.length - 1] as number);
    p[i] = even + odd;
  }
  return p;
}

/** p += A^T x: row by row. */
export function addTransposeTimesVector(
  a: Float64Array,
  corner: number,
  stride: number,
  x: Float64Array,
  p: Float64Array,
): void {
  for (let i = 0; i < x.length; i++) {
    const row = corner + i * stride;
    const own = x[i] as number;
    for (let j = 0; j < p.length; j++) p[j] = (p[j] as number) + (a[row + j] as number) * own;
  }
}

/** The part of p = A x, A symmetric, that full groups of four rows give left of their triangles on the diagonal. */
export function addSymmetricTimesVector(
  a: Float64Array,
  corner: number,
  stride: number,
  x: Float64Array,
  p: Float64Array,
): void {
  for (let i = 0; i + 4 <= x.length; i += 4) {
    const sums = timesVector(a, corner + i * stride, stride, 4, x.subarray(0, i));
    addTransposeTimesVector(a, corner + i * stride, stride, x.subarray(i, i + 4), p.subarray(0, i));
    p.set(sums, i);
  }
}
