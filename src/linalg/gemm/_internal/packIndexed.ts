import type { IndexedView } from '../indexedView.ts';
import type { FloatArray } from '../matrixView.ts';
import { DEPTH_OFFSETS, LANE_OFFSETS, STAGE, STAGE_BYTES } from './blocking.ts';
import type { Kernel } from './kernel.ts';
import { range } from './range.ts';
import { stage } from './stage.ts';

/**
 * Packs a block of an indexed operand as `pack` does a strided one: what it reads of the caller's array is staged, and packed
 * by the kernel from there.
 *
 * The offsets of one table span a run, which those of the other repeat. Runs that overlap or touch are staged as one stretch,
 * such as all that the entries of a kernel read in one channel of an image. The table that makes less to stage is the one
 * that repeats: that of the columns where a product has patches on its right, mostly, and that of the lanes where it sums them.
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
  const { bytes } = kernel;
  const lanes = rowOffsets.subarray(row, row + rows);
  const columns = columnOffsets.subarray(p, p + depth);
  const [firstLane, lastLane] = range(lanes, 0, rows);
  const [firstColumn, lastColumn] = range(columns, 0, depth);
  const alongLanes: Runs = { table: columns, address: DEPTH_OFFSETS, run: lastLane - firstLane + 1, unit: 1 };
  const alongColumns: Runs = { table: lanes, address: LANE_OFFSETS, run: lastColumn - firstColumn + 1, unit: width };
  const room = STAGE_BYTES / bytes;
  const [least, other] = [stagedLength(alongLanes, room), stagedLength(alongColumns, room)];
  const panel = width * depth * bytes;
  if (Math.min(least, other) === Number.POSITIVE_INFINITY) {
    gatherIndexed(kernel, to, width, data, offset, lanes, columns);
  } else if (least <= other) {
    setOffsets(kernel, LANE_OFFSETS, lanes, firstLane);
    stageRuns(kernel, data, offset + firstLane, alongLanes, room, (first, end) => {
      const at = to + first * width * bytes;
      kernel.packIndexed(STAGE, DEPTH_OFFSETS, LANE_OFFSETS, at, panel, width, rows, end - first);
    });
  } else {
    setOffsets(kernel, DEPTH_OFFSETS, columns, firstColumn);
    stageRuns(kernel, data, offset + firstColumn, alongColumns, room, (first, end) => {
      const at = to + first * depth * bytes;
      kernel.packIndexed(STAGE, DEPTH_OFFSETS, LANE_OFFSETS, at, panel, width, end - first, depth);
    });
  }
}

/** A run of elements that is repeated at the offsets of a table; packed in whole units of so many of them. */
interface Runs {
  readonly table: Int32Array;
  /** Where the kernel reads the offsets into the stage. */
  readonly address: number;
  readonly run: number;
  readonly unit: number;
}

/** Elements to stage, infinite where not even one unit is sure to fit. */
function stagedLength({ table, run, unit }: Runs, room: number): number {
  if (run * unit > room) return Number.POSITIVE_INFINITY;
  let length = 0;
  for (let k = 0; k < table.length; k = stretchEnd(table, k, run, room)) {
    length += run + (table[stretchEnd(table, k, run, room) - 1] as number) - (table[k] as number);
  }
  return length;
}

/**
 * Behind the last entry of a stretch that begins with entry `k`: one after the other in ascending order, without gaps, not
 * longer than the room.
 */
function stretchEnd(table: Int32Array, k: number, run: number, room: number): number {
  const start = table[k] as number;
  let last = start;
  let next = k + 1;
  for (; next < table.length; next++) {
    const from = table[next] as number;
    if (from < last || from > last + run || from + run - start > room) break;
    last = from;
  }
  return next;
}

/** Stages the runs that begin at `base` plus their offsets, and calls `packUnits` whenever no other fits. */
function stageRuns(
  kernel: Kernel,
  data: FloatArray,
  base: number,
  { table, address, run, unit }: Runs,
  room: number,
  packUnits: (first: number, end: number) => void,
): void {
  let first = 0;
  let staged = 0;
  for (let k = 0; k < table.length; ) {
    // Then there is a whole unit, which takes `unit` runs at most; what follows it is staged again.
    if (staged + run > room) {
      k -= (k - first) % unit;
      packUnits(first, k);
      first = k;
      staged = 0;
    }
    const start = table[k] as number;
    const end = stretchEnd(table, k, run, room - staged);
    const length = run + (table[end - 1] as number) - start;
    stage(kernel, STAGE + staged * kernel.bytes, data, base + start, length, 1, length, length);
    setOffsets(kernel, address + (k - first) * 4, table.subarray(k, end), start - staged);
    staged += length;
    k = end;
  }
  packUnits(first, table.length);
}

/** Writes the distances of offsets from `origin` for the kernel. */
function setOffsets({ offsets }: Kernel, address: number, table: Int32Array, origin: number): void {
  for (let k = 0; k < table.length; k++) offsets[address / 4 + k] = (table[k] as number) - origin;
}

/** The same where a block is too scattered to be staged: one element at a time. */
function gatherIndexed(
  { elements, bytes }: Kernel,
  to: number,
  width: number,
  data: FloatArray,
  offset: number,
  lanes: Int32Array,
  columns: Int32Array,
): void {
  let at = to / bytes;
  for (let panel = 0; panel < lanes.length; panel += width) {
    for (let k = 0; k < columns.length; k++) {
      const from = offset + (columns[k] as number);
      for (let lane = panel; lane < panel + width; lane++) {
        elements[at++] = lane < lanes.length ? (data[from + (lanes[lane] as number)] as number) : 0;
      }
    }
  }
}
