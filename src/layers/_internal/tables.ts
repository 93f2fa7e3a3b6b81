import type { IndexedView } from '../../linalg/gemm/indexedView.ts';
import type { Frame } from './frame.ts';
import type { Reading } from './reading.ts';

export type Tables = Pick<IndexedView, 'rowOffsets' | 'columnOffsets'>;

/**
 * The patches of `images` images as a matrix in a frame (im2col, but only as offsets): its rows are the entries (c, ky, kx) of
 * a kernel over `channels` channels, its columns the positions (n, top, left). The tables serve every group and every image.
 */
export function patchTables(
  { image, channel, rows, columns }: Frame,
  channels: number,
  images: number,
  down: Reading,
  across: Reading,
): Tables {
  const [tops, lefts] = [down.positions, across.positions];
  const rowOffsets = new Int32Array(channels * down.shifts.length * across.shifts.length);
  const columnOffsets = new Int32Array(images * tops * lefts);
  let at = 0;
  for (let c = 0; c < channels; c++) {
    for (const ky of down.shifts) {
      for (const kx of across.shifts) rowOffsets[at++] = c * channel + rows.to(ky) + columns.to(kx);
    }
  }
  at = 0;
  for (let n = 0; n < images; n++) {
    for (let top = 0; top < tops; top++) {
      const start = n * image + top * rows.step;
      for (let left = 0; left < lefts; left++) columnOffsets[at++] = start + left * columns.step;
    }
  }
  return { rowOffsets, columnOffsets };
}
