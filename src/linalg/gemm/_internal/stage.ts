import type { FloatArray } from '../matrixView.ts';
import type { Kernel } from './kernel.ts';

/** How much longer than its elements a block may be to be copied in one piece: beyond, run by run is faster. */
const GAPS = 1.25;

/** Elements from which on copying a run in one piece is faster than one by one: the call costs as much as some of them. */
const LONG = 24;

/** Whether runs of `count` elements, `stride` apart, are copied by few calls for what they hold. */
export const areWorthStaging = (stride: number, count: number): boolean =>
  count >= LONG || stagedStride(stride, count) === stride;

/** The distance that runs of `count` elements, `stride` apart, are best staged at: their own, or without gaps. */
export const stagedStride = (stride: number, count: number): number =>
  stride >= 0 && stride <= GAPS * count ? stride : count;

/**
 * Copies `runs` runs of `count` elements, `stride` apart from `offset` on, to the address `to` of the kernel's memory, where
 * they lie `staged` apart: `stride`, and then they are copied in one piece, or `count`.
 */
export function stage(
  { elements, bytes }: Kernel,
  to: number,
  data: FloatArray,
  offset: number,
  stride: number,
  runs: number,
  count: number,
  staged: number,
): void {
  const start = to / bytes;
  if (staged === stride) {
    const length = (runs - 1) * stride + count;
    elements.set(offset === 0 && length === data.length ? data : data.subarray(offset, offset + length), start);
    return;
  }
  for (let run = 0; run < runs; run++) {
    const from = offset + run * stride;
    elements.set(data.subarray(from, from + count), start + run * count);
  }
}

/** The way back: `runs` runs of `count` elements from the address `from`, one after the other there, into `data`. */
export function unstage(
  { elements, bytes }: Kernel,
  from: number,
  data: FloatArray,
  offset: number,
  stride: number,
  runs: number,
  count: number,
): void {
  const start = from / bytes;
  if (stride === count) {
    data.set(elements.subarray(start, start + runs * count), offset);
    return;
  }
  for (let run = 0; run < runs; run++) {
    data.set(elements.subarray(start + run * count, start + (run + 1) * count), offset + run * stride);
  }
}
