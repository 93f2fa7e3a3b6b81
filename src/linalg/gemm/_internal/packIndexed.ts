import type { IndexedView } from '../indexedView.ts';
import { DEPTH_OFFSETS, LANE_OFFSETS, STAGE, STAGE_BYTES } from './blocking.ts';
import type { Kernel } from './kernel.ts';
import { range } from './range.ts';
import { stage } from './stage.ts';

/**
 * Packs a block of an indexed operand as `pack` does a strided one. What the block spans in the caller's array is staged, in
 * one piece if it fits and is not longer than row after row of the block; then the kernel packs it by the tables.
 */
export function packIndexed(
  kernel: Kernel,
  to: number,
  width: number,
  { data, offset, rowOffsets, columnOffsets }: IndexedView,
  row: number,
  rows: number,
  p: number,
  depth: number,
): void {
  const { bytes, offsets } = kernel;
  const [firstLane, lastLane] = range(rowOffsets, row, rows);
  const [firstP, lastP] = range(columnOffsets, p, depth);
  const run = lastLane - firstLane + 1;
  const span = lastP - firstP + run;
  for (let lane = 0; lane < rows; lane++) {
    offsets[LANE_OFFSETS / 4 + lane] = (rowOffsets[row + lane] as number) - firstLane;
  }
  if (span * bytes <= STAGE_BYTES && span <= depth * run) {
    stage(kernel, STAGE, data, offset + firstP + firstLane, span, 1, span, span);
    for (let k = 0; k < depth; k++) offsets[DEPTH_OFFSETS / 4 + k] = (columnOffsets[p + k] as number) - firstP;
    kernel.packIndexed(STAGE, DEPTH_OFFSETS, LANE_OFFSETS, to, width * depth * bytes, width, rows, depth);
    return;
  }
  if (run * bytes > STAGE_BYTES) {
    gatherIndexed(kernel, to, width, { data, offset, rowOffsets, columnOffsets }, row, rows, p, depth);
    return;
  }
  const atOnce = Math.floor(STAGE_BYTES / (run * bytes));
  for (let first = 0; first < depth; first += atOnce) {
    const count = Math.min(atOnce, depth - first);
    for (let k = 0; k < count; k++) {
      const from = offset + firstLane + (columnOffsets[p + first + k] as number);
      stage(kernel, STAGE + k * run * bytes, data, from, run, 1, run, run);
      offsets[DEPTH_OFFSETS / 4 + k] = k * run;
    }
    const at = to + first * width * bytes;
    kernel.packIndexed(STAGE, DEPTH_OFFSETS, LANE_OFFSETS, at, width * depth * bytes, width, rows, count);
  }
}

/** The same where even one row spans more than can be staged: one element at a time. */
function gatherIndexed(
  { elements, bytes }: Kernel,
  to: number,
  width: number,
  { data, offset, rowOffsets, columnOffsets }: IndexedView,
  row: number,
  rows: number,
  p: number,
  depth: number,
): void {
  let at = to / bytes;
  for (let panel = 0; panel < rows; panel += width) {
    for (let k = 0; k < depth; k++) {
      const from = offset + (columnOffsets[p + k] as number);
      for (let lane = panel; lane < panel + width; lane++) {
        elements[at++] = lane < rows ? (data[from + (rowOffsets[row + lane] as number)] as number) : 0;
      }
    }
  }
}
