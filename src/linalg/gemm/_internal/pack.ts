import type { IndexedView } from '../indexedView.ts';
import { blockOf, type FloatArray, type MatrixView } from '../matrixView.ts';
import { STAGE, STAGE_CHUNK, ZEROS } from './blocking.ts';
import type { Kernel } from './kernel.ts';
import { packIndexed } from './packIndexed.ts';
import { areWorthStaging, stage, stagedStride } from './stage.ts';

/** Copies a block into panels one element at a time; see float64Loops.ts. */
export type Gather = (packed: FloatArray, start: number, width: number, block: MatrixView) => void;

/**
 * Packs rows `row` to `row + rows`, columns `p` to `p + depth` of an operand into panels of `width` rows at the address `to`, with
 * zeros beyond the last row; for panels of columns, give the transpose.
 *
 * Rows or columns that lie in one piece are staged and packed by the kernel; short ones and other strides are gathered.
 */
export function pack(
  kernel: Kernel,
  gather: Gather,
  to: number,
  width: number,
  operand: MatrixView | IndexedView,
  row: number,
  rows: number,
  p: number,
  depth: number,
): void {
  if ('rowOffsets' in operand) {
    packIndexed(kernel, to, width, operand, row, rows, p, depth);
    return;
  }
  const { data, offset, rowStride, columnStride } = operand;
  const start = offset + row * rowStride + p * columnStride;
  if (columnStride === 1 && areWorthStaging(rowStride, depth)) {
    packRowRuns(kernel, to, width, data, start, rowStride, rows, depth);
  } else if (rowStride === 1 && areWorthStaging(columnStride, rows)) {
    packColumnRuns(kernel, to, width, data, start, columnStride, rows, depth);
  } else {
    gather(kernel.elements, to / kernel.bytes, width, blockOf(operand, row, p, rows, depth));
  }
}

function packRowRuns(
  kernel: Kernel,
  to: number,
  width: number,
  data: FloatArray,
  offset: number,
  stride: number,
  rows: number,
  depth: number,
): void {
  const { bytes } = kernel;
  const staged = stagedStride(stride, depth);
  const atOnce = Math.max(1, Math.floor(STAGE_CHUNK / (width * Math.max(staged, depth) * bytes))) * width;
  for (let row = 0; row < rows; row += atOnce) {
    const count = Math.min(atOnce, rows - row);
    stage(kernel, STAGE, data, offset + row * stride, stride, count, depth, staged);
    kernel.packRows(STAGE, staged * bytes, to + row * depth * bytes, width, count, depth, ZEROS);
  }
}

function packColumnRuns(
  kernel: Kernel,
  to: number,
  width: number,
  data: FloatArray,
  offset: number,
  stride: number,
  rows: number,
  depth: number,
): void {
  const { bytes } = kernel;
  const staged = stagedStride(stride, rows);
  const atOnce = Math.max(1, Math.floor(STAGE_CHUNK / (Math.max(staged, rows) * bytes)));
  const panel = width * depth * bytes;
  for (let p = 0; p < depth; p += atOnce) {
    const count = Math.min(atOnce, depth - p);
    stage(kernel, STAGE, data, offset + p * stride, stride, count, rows, staged);
    kernel.packColumns(STAGE, staged * bytes, to + p * width * bytes, panel, width, rows, count);
  }
}
