import type { FloatArray } from './matrixView.ts';

/**
 * A matrix by tables of offsets: element (i, j) is `data[offset + rowOffsets[i] + columnOffsets[j]]`.
 *
 * It is what a strided array of any rank looks like when some of its axes make the rows and the others the columns: the
 * patches of an image under a kernel, for one, of which neighbours share most pixels.
 */
export interface IndexedView {
  readonly data: FloatArray;
  readonly offset: number;
  readonly rowOffsets: Int32Array;
  readonly columnOffsets: Int32Array;
}

/** The transpose, over the same elements. */
export const transposedIndexed = ({ data, offset, rowOffsets, columnOffsets }: IndexedView): IndexedView => ({
  data,
  offset,
  rowOffsets: columnOffsets,
  columnOffsets: rowOffsets,
});
