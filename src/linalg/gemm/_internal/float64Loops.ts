// The loops of gemm over Float64Array. float32Loops.generated.ts is this file with the element type replaced, written by
// scripts/buildKernel.ts: engines specialise a loop for one array type and one rounding, and code that both types shared was
// measured up to ten times slower. Rounding is the identity here and Math.fround there.
import type { MatrixView } from '../matrixView.ts';

type Elements = Float64Array;
const round = (value: number): number => value;

/** Rounds a factor to the element type. */
export const roundFactor = round;

/** Consecutive rows that are walked side by side: enough for each line of cache to be used whole while it is there. */
const RUN = 16;

/** round(round(alpha sum) + round(beta c)), over c; with beta = 0 whatever c holds has no influence. */
function store(data: Elements, at: number, sum: number, alpha: number, beta: number): void {
  const scaled = round(alpha * sum);
  data[at] = beta === 0 ? scaled : scaled + round(beta * (data[at] as number));
}

/** C = beta C: what is left of the product when there is nothing to sum. */
export function scale(c: MatrixView, beta: number): void {
  for (let i = 0; i < c.rows; i++) {
    for (let j = 0; j < c.columns; j++) {
      const at = c.offset + i * c.rowStride + j * c.columnStride;
      c.data[at] = beta === 0 ? 0 : beta * (c.data[at] as number);
    }
  }
}

/**
 * C = alpha A B + beta C in plain TypeScript, a 2 x 2 tile of C at a time so that four sums run side by side.
 *
 * In an odd last row or column the tile computes its line twice (the stride to the second becomes 0) and stores it once.
 */
export function multiplyPlain(a: MatrixView, b: MatrixView, c: MatrixView, alpha: number, beta: number): void {
  const { columns: depth, columnStride: leftStep } = a;
  const { rowStride: rightStep } = b;
  const left = a.data as Elements;
  const right = b.data as Elements;
  const out = c.data as Elements;
  for (let i = 0; i < c.rows; i += 2) {
    const twoRows = i + 1 < c.rows;
    const down = twoRows ? a.rowStride : 0;
    for (let j = 0; j < c.columns; j += 2) {
      const twoColumns = j + 1 < c.columns;
      const across = twoColumns ? b.columnStride : 0;
      let l = a.offset + i * a.rowStride;
      let r = b.offset + j * b.columnStride;
      let s00 = 0;
      let s01 = 0;
      let s10 = 0;
      let s11 = 0;
      for (let p = 0; p < depth; p++) {
        const a0 = left[l] as number;
        const a1 = left[l + down] as number;
        const b0 = right[r] as number;
        const b1 = right[r + across] as number;
        s00 = round(s00 + round(a0 * b0));
        s01 = round(s01 + round(a0 * b1));
        s10 = round(s10 + round(a1 * b0));
        s11 = round(s11 + round(a1 * b1));
        l += leftStep;
        r += rightStep;
      }
      const at = c.offset + i * c.rowStride + j * c.columnStride;
      store(out, at, s00, alpha, beta);
      if (twoColumns) store(out, at + c.columnStride, s01, alpha, beta);
      if (twoRows) store(out, at + c.rowStride, s10, alpha, beta);
      if (twoRows && twoColumns) store(out, at + c.rowStride + c.columnStride, s11, alpha, beta);
    }
  }
}

/**
 * Copies a block into panels of `width` of its rows: a panel holds, for p = 0, 1, .., column p of its rows, and 0 for rows
 * beyond the last. For panels of columns, give the transpose.
 *
 * Any two strides do, so transposed, sliced, reversed and broadcast operands are read where they lie. Rows go by four
 * (`width` is a multiple): twice as fast as one by one.
 */
export function pack(packed: Elements, start: number, width: number, block: MatrixView): void {
  const { rows, columns: depth, rowStride, columnStride } = block;
  const source = block.data as Elements;
  const run = Math.abs(columnStride) > Math.abs(rowStride) ? RUN : depth;
  for (let first = 0; first < depth; first += run) {
    const end = Math.min(first + run, depth);
    for (let row = 0; row < rows; row += 4) {
      const lane = row % width;
      let to = start + (row - lane) * depth + first * width + lane;
      let from = block.offset + row * rowStride + first * columnStride;
      if (row + 4 <= rows) {
        for (let p = first; p < end; p++) {
          packed[to] = source[from] as number;
          packed[to + 1] = source[from + rowStride] as number;
          packed[to + 2] = source[from + 2 * rowStride] as number;
          packed[to + 3] = source[from + 3 * rowStride] as number;
          to += width;
          from += columnStride;
        }
      } else {
        for (let p = first; p < end; p++) {
          for (let k = 0; k < 4; k++) packed[to + k] = row + k < rows ? (source[from + k * rowStride] as number) : 0;
          to += width;
          from += columnStride;
        }
      }
    }
  }
}

/**
 * C = alpha S + beta C over a block of C, where the sums S lie in panels of `width` columns, row after row, the panels
 * `panel` values apart. Columns go by four, as rows do in `pack`.
 */
export function unpack(
  sums: Elements,
  start: number,
  width: number,
  panel: number,
  block: MatrixView,
  alpha: number,
  beta: number,
): void {
  const { rows, columns, rowStride, columnStride } = block;
  const out = block.data as Elements;
  const run = Math.abs(rowStride) > Math.abs(columnStride) ? RUN : rows;
  for (let first = 0; first < rows; first += run) {
    const end = Math.min(first + run, rows);
    for (let j = 0; j < columns; j += 4) {
      const lane = j % width;
      let from = start + ((j - lane) / width) * panel + first * width + lane;
      let to = block.offset + first * rowStride + j * columnStride;
      if (j + 4 <= columns && beta === 0) {
        for (let i = first; i < end; i++) {
          out[to] = alpha * (sums[from] as number);
          out[to + columnStride] = alpha * (sums[from + 1] as number);
          out[to + 2 * columnStride] = alpha * (sums[from + 2] as number);
          out[to + 3 * columnStride] = alpha * (sums[from + 3] as number);
          from += width;
          to += rowStride;
        }
      } else {
        const strip = Math.min(4, columns - j);
        for (let i = first; i < end; i++) {
          for (let k = 0; k < strip; k++) store(out, to + k * columnStride, sums[from + k] as number, alpha, beta);
          from += width;
          to += rowStride;
        }
      }
    }
  }
}
