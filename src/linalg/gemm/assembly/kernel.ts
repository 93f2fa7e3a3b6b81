// The loops of gemm over packed panels, in AssemblyScript, for WebAssembly with SIMD128. scripts/buildKernel.ts compiles this one
// source for both element types T, for separate and for fused rounding, for memory of one thread's own and shared.
//
// Addresses and leading dimensions (`ld..`) are in bytes, sizes in elements. A panel of A holds, for p = 0, 1, .., the MR
// values a[i .. i + MR, p]; a panel of B the NR values b[p, j .. j + NR]. Lanes beyond the last row or column hold 0.

type T = f64; // scripts/buildKernel.ts replaces this line for float32

const MR: i32 = ASC_FEATURE_RELAXED_SIMD ? 6 : 5;
const VECTOR: usize = 16; // bytes
const NR: i32 = <i32>(2 * VECTOR / sizeof<T>()); // a row of a tile is two vectors
const TILE: usize = MR * 2 * VECTOR;

@inline
function multiplyAdd(x: v128, y: v128, sum: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return v128.relaxed_madd<T>(x, y, sum);
  return v128.add<T>(sum, v128.mul<T>(x, y));
}

/**
 * One tile of sums: s[r, c] += a[r, p] b[p, c] for p ascending; from 0 unless `accumulate`.
 *
 * V8 leaves fifteen registers on x86-64. Fused, twelve sums, two vectors of B and one of A fill them, and twelve chains cover the
 * latency of two units (4 cycles x 2). Rounded apart, a product needs a register of its own too: with ten sums nothing is
 * spilled, and the loop is short enough that V8 unrolls it, which cores that decode six instructions a cycle need.
 */
function multiplyTile(a: usize, b: usize, sums: usize, depth: i32, accumulate: bool): void {
  let s00 = v128.splat<T>(0), s01 = s00, s10 = s00, s11 = s00, s20 = s00, s21 = s00;
  let s30 = s00, s31 = s00, s40 = s00, s41 = s00, s50 = s00, s51 = s00;
  if (accumulate) {
    s00 = v128.load(sums, 0 * VECTOR), s01 = v128.load(sums, 1 * VECTOR);
    s10 = v128.load(sums, 2 * VECTOR), s11 = v128.load(sums, 3 * VECTOR);
    s20 = v128.load(sums, 4 * VECTOR), s21 = v128.load(sums, 5 * VECTOR);
    s30 = v128.load(sums, 6 * VECTOR), s31 = v128.load(sums, 7 * VECTOR);
    s40 = v128.load(sums, 8 * VECTOR), s41 = v128.load(sums, 9 * VECTOR);
    if (MR == 6) s50 = v128.load(sums, 10 * VECTOR), s51 = v128.load(sums, 11 * VECTOR);
  }
  const end = a + <usize>(depth * MR) * sizeof<T>();
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
    if (MR == 6) {
      const a5 = v128.load_splat<T>(a, 5 * sizeof<T>());
      s50 = multiplyAdd(a5, b0, s50), s51 = multiplyAdd(a5, b1, s51);
    }
    a += MR * sizeof<T>();
    b += 2 * VECTOR;
  }
  v128.store(sums, s00, 0 * VECTOR), v128.store(sums, s01, 1 * VECTOR);
  v128.store(sums, s10, 2 * VECTOR), v128.store(sums, s11, 3 * VECTOR);
  v128.store(sums, s20, 4 * VECTOR), v128.store(sums, s21, 5 * VECTOR);
  v128.store(sums, s30, 6 * VECTOR), v128.store(sums, s31, 7 * VECTOR);
  v128.store(sums, s40, 8 * VECTOR), v128.store(sums, s41, 9 * VECTOR);
  if (MR == 6) v128.store(sums, s50, 10 * VECTOR), v128.store(sums, s51, 11 * VECTOR);
}

/**
 * A block of sums += the product of packed panels, in tiles one after the other, tile (i, j) behind (i - 1, j).
 * `cachedTiles` panels of A at a time stay in L2 while the panels of B pass, each of which stays in L1 meanwhile.
 */
export function multiplyBlock(
  a: usize, b: usize, sums: usize, rowTiles: i32, columnTiles: i32, depth: i32, accumulate: bool, cachedTiles: i32,
): void {
  const panelOfA = <usize>(depth * MR) * sizeof<T>();
  const panelOfB = <usize>depth * 2 * VECTOR;
  for (let top = 0; top < rowTiles; top += cachedTiles) {
    const count = min(cachedTiles, rowTiles - top);
    let right = b;
    for (let j = 0; j < columnTiles; j++) {
      let left = a + <usize>top * panelOfA;
      let tile = sums + <usize>(j * rowTiles + top) * TILE;
      for (let i = 0; i < count; i++) {
        multiplyTile(left, right, tile, depth, accumulate);
        left += panelOfA;
        tile += TILE;
      }
      right += panelOfB;
    }
  }
}

/**
 * Sums of a small product, all in row-major order without gaps: s[i, j] = sum over p of a[i, p] b[p, j], a vector of columns at a
 * time. The last vector of a row reads and writes past its end, into what is written next or scratch behind.
 */
export function multiplySmall(a: usize, b: usize, sums: usize, rows: i32, columns: i32, depth: i32): void {
  const lanes = <i32>(VECTOR / sizeof<T>());
  const ld = <usize>columns * sizeof<T>();
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j += lanes) {
      let sum = v128.splat<T>(0);
      let left = a, right = b + <usize>j * sizeof<T>();
      for (let p = 0; p < depth; p++) {
        sum = multiplyAdd(v128.load_splat<T>(left), v128.load(right), sum);
        left += sizeof<T>();
        right += ld;
      }
      v128.store(sums + <usize>j * sizeof<T>(), sum);
    }
    a += <usize>depth * sizeof<T>();
    sums += ld;
  }
}

/** Copies lanes that are neighbours: whole vectors, then what is left, which is less than one. */
@inline
function copyLanes(from: usize, to: usize, bytes: usize): void {
  let at: usize = 0;
  for (; at + VECTOR <= bytes; at += VECTOR) v128.store(to + at, v128.load(from + at));
  if (bytes & 8) store<u64>(to + at, load<u64>(from + at)), at += 8;
  if (bytes & 4) store<u32>(to + at, load<u32>(from + at));
}

/** Packs one row, an element every `ldTo` bytes. */
function packRow(from: usize, to: usize, ldTo: usize, depth: i32): void {
  for (let p = 0; p < depth; p++) {
    store<T>(to, load<T>(from));
    from += sizeof<T>(), to += ldTo;
  }
}

/** Packs two rows, interleaved a vector of each at a time. */
function packRowPair(x: usize, y: usize, to: usize, ldTo: usize, depth: i32): void {
  const step = <i32>(VECTOR / sizeof<T>());
  let p = 0;
  for (; p + step <= depth; p += step) {
    const u = v128.load(x), v = v128.load(y);
    if (sizeof<T>() == 8) {
      v128.store(to, v128.shuffle<f64>(u, v, 0, 2));
      v128.store(to + ldTo, v128.shuffle<f64>(u, v, 1, 3));
    } else {
      const low = v128.shuffle<f32>(u, v, 0, 4, 1, 5), high = v128.shuffle<f32>(u, v, 2, 6, 3, 7);
      v128.store_lane<u64>(to, low, 0), v128.store_lane<u64>(to + ldTo, low, 1);
      v128.store_lane<u64>(to + 2 * ldTo, high, 0), v128.store_lane<u64>(to + 3 * ldTo, high, 1);
    }
    x += VECTOR, y += VECTOR, to += ldTo * step;
  }
  for (; p < depth; p++) {
    store<T>(to, load<T>(x)), store<T>(to + sizeof<T>(), load<T>(y));
    x += sizeof<T>(), y += sizeof<T>(), to += ldTo;
  }
}

/**
 * Packs `lanes` rows of `depth` consecutive elements into panels of `width` lanes (an operand whose depth is contiguous).
 * Lanes that are missing are read from `zeros`, depth zeros.
 */
export function packRows(from: usize, ldFrom: usize, to: usize, width: i32, lanes: i32, depth: i32, zeros: usize): void {
  const ldTo = <usize>width * sizeof<T>();
  for (let panel = 0; panel < lanes; panel += width) {
    for (let lane = 0; lane < width; lane += 2) {
      const x = panel + lane < lanes ? from + <usize>(panel + lane) * ldFrom : zeros;
      const y = panel + lane + 1 < lanes ? from + <usize>(panel + lane + 1) * ldFrom : zeros;
      const at = to + <usize>lane * sizeof<T>();
      if (lane + 1 < width) packRowPair(x, y, at, ldTo, depth);
      else packRow(x, at, ldTo, depth);
    }
    to += ldTo * <usize>depth;
  }
}

/**
 * Packs `depth` rows of `lanes` consecutive elements into panels of `width` lanes, `ldPanel` bytes apart (an operand whose
 * lanes are contiguous).
 */
export function packColumns(
  from: usize, ldFrom: usize, to: usize, ldPanel: usize, width: i32, lanes: i32, depth: i32,
): void {
  const ldTo = <usize>width * sizeof<T>();
  for (let panel = 0; panel < lanes; panel += width) {
    const present = min(width, lanes - panel);
    let at = to, source = from + <usize>panel * sizeof<T>();
    for (let p = 0; p < depth; p++) {
      if (present == width) {
        copyLanes(source, at, ldTo);
      } else {
        for (let lane = 0; lane < width; lane++) {
          const value = lane < present ? load<T>(source + <usize>lane * sizeof<T>()) : <T>0;
          store<T>(at + <usize>lane * sizeof<T>(), value);
        }
      }
      source += ldFrom;
      at += ldTo;
    }
    to += ldPanel;
  }
}

/**
 * Packs the elements from[depthOffsets[p] + laneOffsets[lane]] into panels of `width` lanes, `ldPanel` bytes apart (an operand by
 * two tables of offsets in elements). Lanes that are neighbours in memory are copied together.
 */
export function packIndexed(
  from: usize, depthOffsets: usize, laneOffsets: usize, to: usize, ldPanel: usize, width: i32, lanes: i32, depth: i32,
): void {
  const ldTo = <usize>width * sizeof<T>();
  for (let panel = 0; panel < lanes; panel += width) {
    const present = min(width, lanes - panel);
    const first = load<i32>(laneOffsets);
    let neighbours = present == width;
    for (let lane = 1; lane < present; lane++) {
      if (load<i32>(laneOffsets + (<usize>lane << 2)) != first + lane) neighbours = false;
    }
    if (neighbours) {
      const source = from + <usize>first * sizeof<T>();
      for (let p = 0; p < depth; p++) {
        copyLanes(source + <usize>load<i32>(depthOffsets + (<usize>p << 2)) * sizeof<T>(), to + <usize>p * ldTo, ldTo);
      }
    } else {
      for (let lane = 0; lane < width; lane++) {
        const isPresent = lane < present;
        const source = from + <usize>(isPresent ? load<i32>(laneOffsets + (<usize>lane << 2)) : 0) * sizeof<T>();
        let at = to + <usize>lane * sizeof<T>();
        for (let p = 0; p < depth; p++) {
          const offset = <usize>load<i32>(depthOffsets + (<usize>p << 2)) * sizeof<T>();
          store<T>(at, isPresent ? load<T>(source + offset) : 0);
          at += ldTo;
        }
      }
    }
    laneOffsets += <usize>width << 2;
    to += ldPanel;
  }
}

@inline
function combine(sum: T, old: T, alpha: T, beta: T): T {
  return beta == <T>0 ? alpha * sum : alpha * sum + beta * old;
}

/**
 * c[i, j] = round(round(alpha s[i, j]) + round(beta c[i, j])) for the rows `first` to `end` of a block of sums in tiles, over
 * row-major rows of `columns` elements; with beta = 0 whatever c holds has no influence.
 */
export function storeRows(
  sums: usize, rowTiles: i32, first: i32, end: i32, columns: i32, c: usize, alpha: T, beta: T,
): void {
  const a = v128.splat<T>(alpha), b = v128.splat<T>(beta);
  const next = <usize>rowTiles * TILE;
  const whole = columns / NR;
  for (let i = first; i < end; i++) {
    let from = sums + <usize>(i / MR) * TILE + <usize>(i % MR) * 2 * VECTOR;
    for (let j = 0; j < whole; j++) {
      let x = v128.mul<T>(a, v128.load(from)), y = v128.mul<T>(a, v128.load(from, VECTOR));
      if (beta != <T>0) {
        x = v128.add<T>(x, v128.mul<T>(b, v128.load(c)));
        y = v128.add<T>(y, v128.mul<T>(b, v128.load(c, VECTOR)));
      }
      v128.store(c, x), v128.store(c, y, VECTOR);
      from += next;
      c += 2 * VECTOR;
    }
    for (let j = whole * NR; j < columns; j++) {
      store<T>(c, combine(load<T>(from), load<T>(c), alpha, beta));
      from += sizeof<T>();
      c += sizeof<T>();
    }
  }
}
