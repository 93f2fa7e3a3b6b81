import { type IndexedView, transposedIndexed } from '../indexedView.ts';
import { blockOf, type FloatArray, type MatrixView, transposed } from '../matrixView.ts';
import {
  CACHED_TILES,
  evenly,
  KC,
  MC,
  NC,
  PACKED_A,
  PACKED_B,
  SHORT_MC,
  STAGE,
  STAGE_CHUNK,
  SUMS,
} from './blocking.ts';
import type { Kernel } from './kernel.ts';
import { type Gather, pack } from './pack.ts';
import type { Multiply } from './paths.ts';
import { areWorthStaging, stage, unstage } from './stage.ts';

/** The loops over arrays of one type; see float64Loops.ts. */
interface Loops {
  readonly gather: Gather;
  scatter(sums: FloatArray, start: number, block: MatrixView, alpha: number, beta: number): void;
}

/**
 * The product by packed blocks: for each MC x NC block of C, the sums stay in the kernel's memory while the blocks of A and
 * B that meet it are packed and multiplied, p ascending; then they are stored.
 */
export function makeMultiplyBlocked(kernel: Kernel, loops: Loops): Multiply {
  return (a, b, c, alpha, beta) => {
    const columns = 'rowOffsets' in b ? transposedIndexed(b) : transposed(b);
    // C^T = B^T A^T has the same sums of the same products; its rows lie in one piece where C's columns do.
    if (c.rowStride === 1 && c.columnStride !== 1) multiply(columns, a, a.columns, transposed(c), alpha, beta);
    else multiply(a, columns, a.columns, c, alpha, beta);
  };

  /** The inner products of the rows of two operands. */
  function multiply(
    left: MatrixView | IndexedView,
    right: MatrixView | IndexedView,
    length: number,
    c: MatrixView,
    alpha: number,
    beta: number,
  ): void {
    const { tileRows: MR, tileColumns: NR } = kernel;
    const height = evenly(c.rows, length <= KC ? SHORT_MC : MC, MR);
    const width = evenly(c.columns, NC, NR);
    const depth = evenly(length, KC, 1);
    let packed = -1; // the p from which on B is packed
    for (let column = 0; column < c.columns; column += width, packed = -1) {
      for (let row = 0; row < c.rows; row += height) {
        const block = blockOf(c, row, column, height, width);
        const { rows, columns } = block;
        for (let p = 0; p < length; p += depth) {
          const count = Math.min(depth, length - p);
          pack(kernel, loops.gather, PACKED_A, MR, left, row, rows, p, count);
          if (packed !== p) pack(kernel, loops.gather, PACKED_B, NR, right, column, columns, p, count);
          packed = p;
          const [down, across] = [Math.ceil(rows / MR), Math.ceil(columns / NR)];
          kernel.multiplyBlock(PACKED_A, PACKED_B, SUMS, down, across, count, p > 0, CACHED_TILES);
        }
        store(kernel, loops, block, alpha, beta);
      }
    }
  }
}

/** C = alpha S + beta C over a block of C whose sums S are complete. */
function store(kernel: Kernel, { scatter }: Loops, block: MatrixView, alpha: number, beta: number): void {
  const { data, offset, rows, columns, rowStride, columnStride } = block;
  const { bytes } = kernel;
  const rowTiles = Math.ceil(rows / kernel.tileRows);
  const inRuns = columnStride === 1 && areWorthStaging(rowStride, columns);
  const atOnce = Math.max(1, Math.floor(STAGE_CHUNK / (columns * bytes)));
  for (let row = 0; row < rows; row += atOnce) {
    const count = Math.min(atOnce, rows - row);
    const at = offset + row * rowStride;
    if (inRuns) {
      if (beta !== 0) stage(kernel, STAGE, data, at, rowStride, count, columns, columns);
      kernel.storeRows(SUMS, rowTiles, row, row + count, columns, STAGE, alpha, beta);
      unstage(kernel, STAGE, data, at, rowStride, count, columns);
    } else {
      kernel.storeRows(SUMS, rowTiles, row, row + count, columns, STAGE, 1, 0);
      scatter(kernel.elements, STAGE / bytes, blockOf(block, row, 0, count, columns), alpha, beta);
    }
  }
}
