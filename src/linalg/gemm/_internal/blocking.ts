/** Whether a product and its sum round separately, or once together. */
export type Rounding = 'separate' | 'fused';

/**
 * The sizes that gemm works in (Goto and van de Geijn's scheme: panels in L1, blocks in L2, memory read once per block).
 *
 * MR x NR   what the registers of x86-64 hold: 5 rows of two vectors, or 6 where multiplications are fused with additions; so
 *           NR = 4 in float64, 8 in float32.
 * KC        a panel of B, KC x NR float64 = 8 KiB, and the panel of A that meets it, MR x KC = 12 KiB: within a 32 KiB L1.
 * CACHED    panels of A that stay in L2 while every panel of B passes: 32 x MR x KC float64 = 320 or 384 KiB.
 * MC x NC   a block of C that stays in WebAssembly memory while p runs over its whole length, so that partial sums are kept
 *           apart from beta C. Its operands are packed once each: (MC + NC) / (MC NC) values per multiplication, 1 in 512.
 * SHORT_MC  the same where p is no longer than KC: the sums are complete at once and are stored while they are in L2.
 *
 * MC and SHORT_MC are multiples of both tiles. None of these influences a result: every element of C is summed over p in
 * ascending order, whatever the blocks.
 */
export const KC = 256;
export const CACHED_TILES = 32;
export const MC = 1050;
export const NC = 1024;
export const SHORT_MC = 180;

/** Bytes of a WebAssembly vector register. */
export const VECTOR_BYTES = 16;

/** Rows of a register tile. */
export const tileRows = (rounding: Rounding): number => (rounding === 'fused' ? 6 : 5);

/** Columns of a register tile for elements of this many bytes: two vectors. */
export const tileColumns = (bytesPerElement: number): number => (2 * VECTOR_BYTES) / bytesPerElement;

/** The size of the blocks, a multiple of `tile`, that cut `extent` into as few and as equal parts of at most `most`. */
export function evenly(extent: number, most: number, tile: number): number {
  const size = Math.ceil(extent / Math.ceil(extent / most));
  return Math.ceil(size / tile) * tile;
}

const WIDEST = 8;
const PAGE = 65536;

/** Where things lie in WebAssembly memory, in bytes, the same for both element types. */
export const ZEROS = 0;
export const DEPTH_OFFSETS = ZEROS + KC * WIDEST;
export const LANE_OFFSETS = DEPTH_OFFSETS + KC * 4;
/** Words of the threads that share the memory. */
export const CONTROL = LANE_OFFSETS + MC * 4;
/** Rows of an operand, or what C held, on their way to or from a caller's array. */
export const STAGE = PAGE;
export const STAGE_BYTES = 16 * PAGE;
/** Of it, what is used at once where that is free to choose: it stays in L2 between being written and being read. */
export const STAGE_CHUNK = 4 * PAGE;
/** The operands and sums of a small product, and how many elements each may have. */
export const SMALL = 4096;
export const SMALL_A = STAGE;
export const SMALL_B = SMALL_A + 2 * SMALL * WIDEST;
export const SMALL_C = SMALL_B + 2 * SMALL * WIDEST;
export const PACKED_A = STAGE + STAGE_BYTES;
export const PACKED_B = PACKED_A + MC * KC * WIDEST;
/** Both again: where the next panels are packed while other threads still read these. */
export const BUFFER_BYTES = MC * KC * WIDEST + KC * NC * WIDEST;
export const SUMS = PACKED_A + 2 * BUFFER_BYTES;
export const MEMORY_PAGES = Math.ceil((SUMS + MC * NC * WIDEST) / PAGE);
