/**
 * The sizes that gemm works in (Goto and van de Geijn's scheme: panels in L1, blocks in L2, memory read once per block).
 *
 * MR x NR   what the sixteen 128-bit registers of x86-64 hold: 4 rows of two vectors, so NR = 4 in float64, 8 in float32.
 * KC        a panel of B, KC x NR float64 = 8 KiB, and the panel of A that meets it, MR x KC = 8 KiB: half of a 32 KiB L1.
 * MC        a block of A, MC x KC float64 = 1 MiB: a common L2. Streaming it costs 6 bytes a cycle, which L3 can give too.
 * NC        a block of C, MC x NC, stays in WebAssembly memory while p runs over its whole length, so that partial sums are
 *           kept apart from beta C. It costs (MC + NC) / (MC NC) packed values per multiplication: 1 in 256.
 *
 * None of these influences a result: every element of C is summed over p in ascending order, whatever the blocks.
 */
export const MR = 4;
export const KC = 256;
export const MC = 512;
export const NC = 512;

/** Bytes of a WebAssembly vector register. */
export const VECTOR_BYTES = 16;

/** Columns of a register tile for elements of this many bytes: two vectors. */
export const tileColumns = (bytesPerElement: number): number => (2 * VECTOR_BYTES) / bytesPerElement;

const WIDEST = 8;
const PAGE = 65536;

/** Where the packed blocks lie in WebAssembly memory, in bytes: 4 MiB in all, the same for both element types. */
export const PACKED_A = 0;
export const PACKED_B = PACKED_A + MC * KC * WIDEST;
export const PACKED_C = PACKED_B + KC * NC * WIDEST;
export const MEMORY_PAGES = Math.ceil((PACKED_C + MC * NC * WIDEST) / PAGE);
