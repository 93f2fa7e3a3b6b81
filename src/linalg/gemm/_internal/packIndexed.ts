import type { IndexedView } from '../indexedView.ts';
import { DEPTH_OFFSETS, LANE_OFFSETS, STAGE, STAGE_BYTES } from './blocking.ts';
import type { Kernel } from './kernel.ts';
import { range } from './range.ts';
import { stage } from './stage.ts';

/**
 * Packs a block of an indexed operand as `pack` does a strided one.
 *
 * What it reads in the caller's array for one column of the block is a run; runs that overlap or touch are staged as one, such
 * as those of the entries of a kernel in one channel of an image, and packed by the kernel from there.
 */
export function packIndexed(
  kernel: Kernel,
  to: number,
  width: number,
  operand: IndexedView,
  row: number,
  rows: number,
  p: number,
  depth: number,
): void {
  const { data, offset, rowOffsets, columnOffsets } = operand;
  const { bytes, offsets } = kernel;
  const [firstLane, lastLane] = range(rowOffsets, row, rows);
  const run = lastLane - firstLane + 1;
  const room = Math.floor(STAGE_BYTES / bytes);
  if (run > room) {
    gatherIndexed(kernel, to, width, operand, row, rows, p, depth);
    return;
  }
  for (let lane = 0; lane < rows; lane++) {
    offsets[LANE_OFFSETS / 4 + lane] = (rowOffsets[row + lane] as number) - firstLane;
  }
  const base = offset + firstLane;
  let first = 0; // the first column that is staged and not yet packed
  let staged = 0; // elements in the stage
  for (let k = 0; k < depth; ) {
    const start = columnOffsets[p + k] as number;
    // The offsets that follow join the stretch as long as they continue it and it fits.
    let end = start + run;
    let next = k + 1;
    for (; next < depth; next++) {
      const from = columnOffsets[p + next] as number;
      if (from < start || from > end || from + run - start > room) break;
      end = Math.max(end, from + run);
    }
    if (staged + end - start > room) {
      packStaged(kernel, to, width, rows, depth, first, k);
      first = k;
      staged = 0;
    }
    stage(kernel, STAGE + staged * bytes, data, base + start, end - start, 1, end - start, end - start);
    for (; k < next; k++) offsets[DEPTH_OFFSETS / 4 + k - first] = staged + (columnOffsets[p + k] as number) - start;
    staged += end - start;
  }
  packStaged(kernel, to, width, rows, depth, first, depth);
}

/** Columns `first` to `end` of a block of `depth`. */
function packStaged(
  kernel: Kernel,
  to: number,
  width: number,
  rows: number,
  depth: number,
  first: number,
  end: number,
): void {
  const { bytes } = kernel;
  const at = to + first * width * bytes;
  kernel.packIndexed(STAGE, DEPTH_OFFSETS, LANE_OFFSETS, at, width * depth * bytes, width, rows, end - first);
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
