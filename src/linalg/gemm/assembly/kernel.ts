// The innermost loops of gemm, in AssemblyScript, for WebAssembly with SIMD128. Compiled by scripts/buildKernel.ts.
//
// Operands are packed (_internal/float64Loops.ts, pack): panel i of A holds, for p = 0, 1, .., the MR values a[i MR .. + MR, p],
// panel j of B the NR values b[p, j NR .. + NR]. C is packed in tiles of MR x NR, row after row, tile (i, j) behind (i - 1, j).

const MR: usize = 4;
const VECTOR: usize = 16; // bytes; a row of a tile is two vectors, NR = 2 VECTOR / sizeof<T>()

/**
 * One tile of C: s[r, c] += a[r, p] b[p, c] for p ascending, every product rounded and then every sum; from 0 unless
 * `accumulate`.
 *
 * Eight sums, two vectors of B and one of A fit the sixteen registers of x86-64, and eight independent chains cover the
 * latency of the additions. No relaxed_madd, on purpose: whether it rounds once or twice depends on the machine.
 */
function multiplyTile<T>(a: usize, b: usize, c: usize, depth: i32, accumulate: bool): void {
  let s00 = v128.splat<T>(0), s01 = s00, s10 = s00, s11 = s00, s20 = s00, s21 = s00, s30 = s00, s31 = s00;
  if (accumulate) {
    s00 = v128.load(c, 0 * VECTOR), s01 = v128.load(c, 1 * VECTOR);
    s10 = v128.load(c, 2 * VECTOR), s11 = v128.load(c, 3 * VECTOR);
    s20 = v128.load(c, 4 * VECTOR), s21 = v128.load(c, 5 * VECTOR);
    s30 = v128.load(c, 6 * VECTOR), s31 = v128.load(c, 7 * VECTOR);
  }
  for (let p = 0; p < depth; p++) {
    const b0 = v128.load(b, 0 * VECTOR), b1 = v128.load(b, 1 * VECTOR);
    const a0 = v128.load_splat<T>(a, 0 * sizeof<T>());
    s00 = v128.add<T>(s00, v128.mul<T>(a0, b0)), s01 = v128.add<T>(s01, v128.mul<T>(a0, b1));
    const a1 = v128.load_splat<T>(a, 1 * sizeof<T>());
    s10 = v128.add<T>(s10, v128.mul<T>(a1, b0)), s11 = v128.add<T>(s11, v128.mul<T>(a1, b1));
    const a2 = v128.load_splat<T>(a, 2 * sizeof<T>());
    s20 = v128.add<T>(s20, v128.mul<T>(a2, b0)), s21 = v128.add<T>(s21, v128.mul<T>(a2, b1));
    const a3 = v128.load_splat<T>(a, 3 * sizeof<T>());
    s30 = v128.add<T>(s30, v128.mul<T>(a3, b0)), s31 = v128.add<T>(s31, v128.mul<T>(a3, b1));
    a += MR * sizeof<T>();
    b += 2 * VECTOR;
  }
  v128.store(c, s00, 0 * VECTOR), v128.store(c, s01, 1 * VECTOR);
  v128.store(c, s10, 2 * VECTOR), v128.store(c, s11, 3 * VECTOR);
  v128.store(c, s20, 4 * VECTOR), v128.store(c, s21, 5 * VECTOR);
  v128.store(c, s30, 6 * VECTOR), v128.store(c, s31, 7 * VECTOR);
}

/** A block of C: a panel of B stays in L1 while the panels of A stream past it. */
function multiplyBlock<T>(
  a: usize, b: usize, c: usize, rowTiles: i32, columnTiles: i32, depth: i32, accumulate: bool,
): void {
  const panelOfA = <usize>depth * MR * sizeof<T>();
  const panelOfB = <usize>depth * 2 * VECTOR;
  for (let j = 0; j < columnTiles; j++) {
    let panel = a;
    for (let i = 0; i < rowTiles; i++) {
      multiplyTile<T>(panel, b, c, depth, accumulate);
      panel += panelOfA;
      c += MR * 2 * VECTOR;
    }
    b += panelOfB;
  }
}

export function multiplyFloat64(
  a: usize, b: usize, c: usize, rowTiles: i32, columnTiles: i32, depth: i32, accumulate: bool,
): void {
  multiplyBlock<f64>(a, b, c, rowTiles, columnTiles, depth, accumulate);
}

export function multiplyFloat32(
  a: usize, b: usize, c: usize, rowTiles: i32, columnTiles: i32, depth: i32, accumulate: bool,
): void {
  multiplyBlock<f32>(a, b, c, rowTiles, columnTiles, depth, accumulate);
}
