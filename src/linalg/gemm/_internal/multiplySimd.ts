import { blockOf, type FloatArray, type MatrixView, transposed } from '../matrixView.ts';
import { KC, MC, MR, NC, PACKED_A, PACKED_B, PACKED_C, tileColumns } from './blocking.ts';
import type { MultiplyBlock } from './instantiate.ts';
import type { Multiply } from './paths.ts';

/** The loops over arrays of one type; see float64Loops.ts. */
interface Loops<Elements> {
  pack(packed: Elements, start: number, width: number, block: MatrixView): void;
  unpack(
    sums: Elements,
    start: number,
    width: number,
    panel: number,
    block: MatrixView,
    alpha: number,
    beta: number,
  ): void;
}

/**
 * The product by packed blocks: for each MC x NC block of C, the sums stay in `memory`, the kernel's, while the blocks of A
 * and B that meet it are packed and multiplied, p ascending; then they are stored.
 */
export function makeMultiplySimd<Elements extends FloatArray>(
  multiplyBlock: MultiplyBlock,
  memory: Elements,
  { pack, unpack }: Loops<Elements>,
): Multiply {
  const bytes = memory.BYTES_PER_ELEMENT;
  const NR = tileColumns(bytes);
  return (a, b, c, alpha, beta) => {
    for (let column = 0; column < c.columns; column += NC) {
      for (let row = 0; row < c.rows; row += MC) {
        const blockOfC = blockOf(c, row, column, MC, NC);
        const rowTiles = Math.ceil(blockOfC.rows / MR);
        const columnTiles = Math.ceil(blockOfC.columns / NR);
        for (let p = 0; p < a.columns; p += KC) {
          const blockOfA = blockOf(a, row, p, MC, KC);
          pack(memory, PACKED_A / bytes, MR, blockOfA);
          pack(memory, PACKED_B / bytes, NR, transposed(blockOf(b, p, column, KC, NC)));
          multiplyBlock(PACKED_A, PACKED_B, PACKED_C, rowTiles, columnTiles, blockOfA.columns, p > 0);
        }
        unpack(memory, PACKED_C / bytes, NR, rowTiles * MR * NR, blockOfC, alpha, beta);
      }
    }
  };
}
