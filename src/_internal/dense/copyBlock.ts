import type { Block } from './block.ts';

/** A row-major block of this shape over the start of `data`. */
export const rowsOver = (data: Float64Array, rows: number, columns: number): Block => ({
  data,
  offset: 0,
  rows,
  columns,
  rowStride: columns,
  columnStride: 1,
});

/** Copies a block onto another of its shape, column by column: one of the two is meant to lie so. */
export function copyBlock(from: Block, to: Block): void {
  const { rows, columns, data: source, rowStride: step } = from;
  const { data: target, rowStride: stepOfTarget } = to;
  for (let j = 0; j < columns; j++) {
    let at = from.offset + j * from.columnStride;
    let atTarget = to.offset + j * to.columnStride;
    for (let i = 0; i < rows; i++) {
      target[atTarget] = source[at] as number;
      at += step;
      atTarget += stepOfTarget;
    }
  }
}
