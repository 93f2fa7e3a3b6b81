import { type IndexedView, transposedIndexed } from '../indexedView.ts';
import { blockOf, type FloatArray, type MatrixView, transposed } from '../matrixView.ts';
import {
  BUFFER_BYTES,
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
import type { MultiplyBlock } from './instantiate.ts';
import type { Kernel } from './kernel.ts';
import type { Multiply } from './multiply.ts';
import { type Gather, pack } from './pack.ts';
import { areWorthStaging, stage, unstage } from './stage.ts';

/** The loops over arrays of one type; see float64Loops.ts. */
interface Loops {
  readonly gather: Gather;
  scatter(sums: FloatArray, start: number, block: MatrixView, alpha: number, beta: number): void;
}

/** How packed panels are multiplied. While what was started is not finished, the next panels are packed into another buffer. */
export interface Work {
  readonly start: MultiplyBlock;
  finish(): void;
  /** 1 where `start` has finished when it returns. */
  readonly buffers: 1 | 2;
}

const alone = ({ multiplyBlock }: Kernel): Work => ({ start: multiplyBlock, finish: () => {}, buffers: 1 });

/**
 * The product by packed blocks: for each MC x NC block of C, the sums stay in the kernel's memory while the blocks of A and
 * B that meet it are packed and multiplied, p ascending; then they are stored.
 */
export function makeMultiplyBlocked(kernel: Kernel, loops: Loops, work: Work = alone(kernel)): Multiply {
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
    for (let column = 0; column < c.columns; column += width) {
      for (let row = 0; row < c.rows; row += height) {
        const block = blockOf(c, row, column, height, width);
        const { rows, columns } = block;
        const [down, across] = [Math.ceil(rows / MR), Math.ceil(columns / NR)];
        const packBoth = (p: number, count: number, buffer: number): void => {
          pack(kernel, loops.gather, PACKED_A + buffer * BUFFER_BYTES, MR, left, row, rows, p, count);
          // If p is one block, so is B, and it stays packed for the rows that follow.
          if (row > 0 && depth >= length) return;
          pack(kernel, loops.gather, PACKED_B + buffer * BUFFER_BYTES, NR, right, column, columns, p, count);
        };
        packBoth(0, Math.min(depth, length), 0);
        for (let p = 0, buffer = 0; p < length; p += depth) {
          const count = Math.min(depth, length - p);
          const at = buffer * BUFFER_BYTES;
          work.start(PACKED_A + at, PACKED_B + at, SUMS, down, across, count, p > 0, CACHED_TILES);
          buffer = (buffer + 1) % work.buffers;
          if (p + depth < length) packBoth(p + depth, Math.min(depth, length - p - depth), buffer);
          work.finish();
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
