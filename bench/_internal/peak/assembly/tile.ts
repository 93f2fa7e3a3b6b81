// The yardstick of gemm: one register tile of sums over two packed panels that stay in L1, again and again. It has the
// instructions of a good inner loop (loads and broadcasts beside the arithmetic) and nothing else of a product: no packing,
// no other cache, no borders. build.ts compiles it for both element types T and both roundings.
//
// It is frozen: a change here moves every ratio to it, so that the baseline has to be recorded anew.

type T = f64; // build.ts replaces this line for float32

const ROWS: usize = 6;
const VECTOR: usize = 16; // bytes
const DEPTH: usize = 256; // 20 kB of panels in float64
const ROW: usize = ROWS * sizeof<T>();
const A = memory.data(<i32>(256 * 6 * 8), 64);
const B = memory.data(<i32>(256 * 2 * 16), 64);
const SUMS = memory.data(<i32>(6 * 2 * 16), 64);

@inline
function multiplyAdd(x: v128, y: v128, sum: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return v128.relaxed_madd<T>(x, y, sum);
  return v128.add<T>(sum, v128.mul<T>(x, y));
}

/** Values in +-[0.5, 1.5), so that no sum overflows or vanishes. */
export function fill(): void {
  let state: u32 = 1;
  for (let at = A; at < SUMS; at += sizeof<T>()) {
    state = state * 1664525 + 1013904223;
    const value: f64 = 0.5 + <f64>(state >> 8) / 16777216.0;
    store<T>(at, <T>(state & 128 ? -value : value));
  }
}

/** So many products of the panels; one of the sums. */
export function run(turns: i32): f64 {
  for (let turn = 0; turn < turns; turn++) {
    let s00 = v128.splat<T>(0), s01 = s00, s10 = s00, s11 = s00, s20 = s00, s21 = s00;
    let s30 = s00, s31 = s00, s40 = s00, s41 = s00, s50 = s00, s51 = s00;
    let a = A, b = B;
    const end = A + DEPTH * ROW;
    while (a < end) {
      const b0 = v128.load(b), b1 = v128.load(b, VECTOR);
      const a0 = v128.load_splat<T>(a, 0 * sizeof<T>());
      s00 = multiplyAdd(a0, b0, s00), s01 = multiplyAdd(a0, b1, s01);
      const a1 = v128.load_splat<T>(a, 1 * sizeof<T>());
      s10 = multiplyAdd(a1, b0, s10), s11 = multiplyAdd(a1, b1, s11);
      const a2 = v128.load_splat<T>(a, 2 * sizeof<T>());
      s20 = multiplyAdd(a2, b0, s20), s21 = multiplyAdd(a2, b1, s21);
      const a3 = v128.load_splat<T>(a, 3 * sizeof<T>());
      s30 = multiplyAdd(a3, b0, s30), s31 = multiplyAdd(a3, b1, s31);
      const a4 = v128.load_splat<T>(a, 4 * sizeof<T>());
      s40 = multiplyAdd(a4, b0, s40), s41 = multiplyAdd(a4, b1, s41);
      const a5 = v128.load_splat<T>(a, 5 * sizeof<T>());
      s50 = multiplyAdd(a5, b0, s50), s51 = multiplyAdd(a5, b1, s51);
      a += ROW;
      b += 2 * VECTOR;
    }
    v128.store(SUMS, s00, 0 * VECTOR), v128.store(SUMS, s01, 1 * VECTOR);
    v128.store(SUMS, s10, 2 * VECTOR), v128.store(SUMS, s11, 3 * VECTOR);
    v128.store(SUMS, s20, 4 * VECTOR), v128.store(SUMS, s21, 5 * VECTOR);
    v128.store(SUMS, s30, 6 * VECTOR), v128.store(SUMS, s31, 7 * VECTOR);
    v128.store(SUMS, s40, 8 * VECTOR), v128.store(SUMS, s41, 9 * VECTOR);
    v128.store(SUMS, s50, 10 * VECTOR), v128.store(SUMS, s51, 11 * VECTOR);
  }
  return <f64>load<T>(SUMS);
}
