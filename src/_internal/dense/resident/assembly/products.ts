// Products of a matrix with a vector in double precision, in AssemblyScript, for WebAssembly with SIMD128. The loops of ../loops.ts
// are the same, operation by operation.
//
// Addresses and strides are in bytes, sizes in elements. Rows are contiguous.

const ELEMENT: usize = 8;
const PAIR: usize = 16;

@inline
function sumOf(lanes: v128): f64 {
  return f64x2.extract_lane(lanes, 0) + f64x2.extract_lane(lanes, 1);
}

@inline
function withFirst(lanes: v128, term: f64): v128 {
  return f64x2.replace_lane(lanes, 0, f64x2.extract_lane(lanes, 0) + term);
}

/** p = A x: of each row the elements at even and at odd places are summed apart. */
export function timesVector(a: usize, stride: usize, rows: i32, columns: i32, x: usize, p: usize): void {
  const pairs: usize = (<usize>columns >> 1) * PAIR;
  const isOdd = (columns & 1) == 1;
  let i = 0;
  for (; i + 4 <= rows; i += 4) {
    const a0 = a, a1 = a0 + stride, a2 = a1 + stride, a3 = a2 + stride;
    let s0 = f64x2.splat(0), s1 = s0, s2 = s0, s3 = s0;
    for (let at: usize = 0; at < pairs; at += PAIR) {
      const value = v128.load(x + at);
      s0 = f64x2.add(s0, f64x2.mul(v128.load(a0 + at), value));
      s1 = f64x2.add(s1, f64x2.mul(v128.load(a1 + at), value));
      s2 = f64x2.add(s2, f64x2.mul(v128.load(a2 + at), value));
      s3 = f64x2.add(s3, f64x2.mul(v128.load(a3 + at), value));
    }
    if (isOdd) {
      const value = f64.load(x + pairs);
      s0 = withFirst(s0, f64.load(a0 + pairs) * value);
      s1 = withFirst(s1, f64.load(a1 + pairs) * value);
      s2 = withFirst(s2, f64.load(a2 + pairs) * value);
      s3 = withFirst(s3, f64.load(a3 + pairs) * value);
    }
    f64.store(p, sumOf(s0));
    f64.store(p, sumOf(s1), 1 * ELEMENT);
    f64.store(p, sumOf(s2), 2 * ELEMENT);
    f64.store(p, sumOf(s3), 3 * ELEMENT);
    a = a3 + stride;
    p += 4 * ELEMENT;
  }
  for (; i < rows; i++) {
    let s = f64x2.splat(0);
    for (let at: usize = 0; at < pairs; at += PAIR) s = f64x2.add(s, f64x2.mul(v128.load(a + at), v128.load(x + at)));
    if (isOdd) s = withFirst(s, f64.load(a + pairs) * f64.load(x + pairs));
    f64.store(p, sumOf(s));
    a += stride;
    p += ELEMENT;
  }
}

/** p += A^T x: four rows at a time, their terms added in turn. */
export function addTransposeTimesVector(a: usize, stride: usize, rows: i32, columns: i32, x: usize, p: usize): void {
  const pairs: usize = (<usize>columns >> 1) * PAIR;
  const isOdd = (columns & 1) == 1;
  let i = 0;
  for (; i + 4 <= rows; i += 4) {
    const a0 = a, a1 = a0 + stride, a2 = a1 + stride, a3 = a2 + stride;
    const f0 = f64.load(x), f1 = f64.load(x, ELEMENT), f2 = f64.load(x, 2 * ELEMENT), f3 = f64.load(x, 3 * ELEMENT);
    const x0 = f64x2.splat(f0), x1 = f64x2.splat(f1), x2 = f64x2.splat(f2), x3 = f64x2.splat(f3);
    for (let at: usize = 0; at < pairs; at += PAIR) {
      let sum = f64x2.add(v128.load(p + at), f64x2.mul(v128.load(a0 + at), x0));
      sum = f64x2.add(sum, f64x2.mul(v128.load(a1 + at), x1));
      sum = f64x2.add(sum, f64x2.mul(v128.load(a2 + at), x2));
      v128.store(p + at, f64x2.add(sum, f64x2.mul(v128.load(a3 + at), x3)));
    }
    if (isOdd) {
      const sum = f64.load(p + pairs) + f64.load(a0 + pairs) * f0 + f64.load(a1 + pairs) * f1;
      f64.store(p + pairs, sum + f64.load(a2 + pairs) * f2 + f64.load(a3 + pairs) * f3);
    }
    a = a3 + stride;
    x += 4 * ELEMENT;
  }
  for (; i < rows; i++) {
    const own = f64.load(x), factor = f64x2.splat(own);
    for (let at: usize = 0; at < pairs; at += PAIR) {
      v128.store(p + at, f64x2.add(v128.load(p + at), f64x2.mul(v128.load(a + at), factor)));
    }
    if (isOdd) f64.store(p + pairs, f64.load(p + pairs) + f64.load(a + pairs) * own);
    a += stride;
    x += ELEMENT;
  }
}

/**
 * p = A x for a symmetric matrix of which the lower triangle is read: each element below the diagonal is loaded once and meets two of x,
 * and four rows share the loads of x and p. The triangles on the diagonal are left to the caller.
 */
export function addSymmetricTimesVector(a: usize, stride: usize, rows: i32, x: usize, p: usize): void {
  for (let i = 0; i + 4 <= rows; i += 4) {
    const a0 = a, a1 = a0 + stride, a2 = a1 + stride, a3 = a2 + stride;
    const own = x + <usize>i * ELEMENT;
    const x0 = f64x2.splat(f64.load(own)), x1 = f64x2.splat(f64.load(own, ELEMENT));
    const x2 = f64x2.splat(f64.load(own, 2 * ELEMENT)), x3 = f64x2.splat(f64.load(own, 3 * ELEMENT));
    let s0 = f64x2.splat(0), s1 = s0, s2 = s0, s3 = s0;
    const end: usize = <usize>i * ELEMENT;
    for (let at: usize = 0; at < end; at += PAIR) {
      const value = v128.load(x + at);
      const e0 = v128.load(a0 + at), e1 = v128.load(a1 + at), e2 = v128.load(a2 + at), e3 = v128.load(a3 + at);
      s0 = f64x2.add(s0, f64x2.mul(e0, value));
      s1 = f64x2.add(s1, f64x2.mul(e1, value));
      s2 = f64x2.add(s2, f64x2.mul(e2, value));
      s3 = f64x2.add(s3, f64x2.mul(e3, value));
      let sum = f64x2.add(v128.load(p + at), f64x2.mul(e0, x0));
      sum = f64x2.add(sum, f64x2.mul(e1, x1));
      sum = f64x2.add(sum, f64x2.mul(e2, x2));
      v128.store(p + at, f64x2.add(sum, f64x2.mul(e3, x3)));
    }
    f64.store(p + end, sumOf(s0));
    f64.store(p + end, sumOf(s1), ELEMENT);
    f64.store(p + end, sumOf(s2), 2 * ELEMENT);
    f64.store(p + end, sumOf(s3), 3 * ELEMENT);
    a = a3 + stride;
  }
}
