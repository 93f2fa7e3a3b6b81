// The loops of gemm over Float64Array. float32Loops.generated.ts is this file with the element type replaced, written by
// scripts/buildKernel.ts: engines specialise a loop for one array type and one rounding, and code that both types shared was
// measured up to ten times slower. Rounding is the identity here and Math.fround there.
import type { IndexedView } from '../indexedView.ts';
import type { FloatArray, MatrixView } from '../matrixView.ts';
import { SMALL_A, SMALL_B, SMALL_C } from './blocking.ts';
import type { Kernel } from './kernel.ts';

type Elements = Float64Array;
const round = (value: number): number => value;

/** Rounds a factor to the element type. */
export const roundFactor = round;

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
  const { offset: leftOffset, rowStride: leftRow, columns: depth, columnStride: leftStep } = a;
  const { offset: rightOffset, rowStride: rightStep, columnStride: rightColumn } = b;
  const { offset, rows, columns, rowStride, columnStride } = c;
  const left = a.data as Elements;
  const right = b.data as Elements;
  const out = c.data as Elements;
  for (let i = 0; i < rows; i += 2) {
    const twoRows = i + 1 < rows;
    const down = twoRows ? leftRow : 0;
    for (let j = 0; j < columns; j += 2) {
      const twoColumns = j + 1 < columns;
      const across = twoColumns ? rightColumn : 0;
      let l = leftOffset + i * leftRow;
      let r = rightOffset + j * rightColumn;
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
      const at = offset + i * rowStride + j * columnStride;
      store(out, at, s00, alpha, beta);
      if (twoColumns) store(out, at + columnStride, s01, alpha, beta);
      if (twoRows) store(out, at + rowStride, s10, alpha, beta);
      if (twoRows && twoColumns) store(out, at + rowStride + columnStride, s11, alpha, beta);
    }
  }
}

/** The same where B is given by tables of offsets, four columns at a time: what B points at is read where it lies. */
export function multiplyIndexed(a: MatrixView, b: IndexedView, c: MatrixView, alpha: number, beta: number): void {
  const { columns: depth, columnStride: leftStep } = a;
  const { offset, rowOffsets, columnOffsets } = b;
  const left = a.data as Elements;
  const right = b.data as Elements;
  const out = c.data as Elements;
  const last = c.columns - 1;
  for (let i = 0; i < c.rows; i++) {
    for (let j = 0; j <= last; j += 4) {
      // Beyond the last column, the last one is computed again and not stored.
      const b0 = offset + (columnOffsets[j] as number);
      const b1 = offset + (columnOffsets[Math.min(j + 1, last)] as number);
      const b2 = offset + (columnOffsets[Math.min(j + 2, last)] as number);
      const b3 = offset + (columnOffsets[Math.min(j + 3, last)] as number);
      let l = a.offset + i * a.rowStride;
      let s0 = 0;
      let s1 = 0;
      let s2 = 0;
      let s3 = 0;
      for (let p = 0; p < depth; p++) {
        const factor = left[l] as number;
        const row = rowOffsets[p] as number;
        s0 = round(s0 + round(factor * (right[b0 + row] as number)));
        s1 = round(s1 + round(factor * (right[b1 + row] as number)));
        s2 = round(s2 + round(factor * (right[b2 + row] as number)));
        s3 = round(s3 + round(factor * (right[b3 + row] as number)));
        l += leftStep;
      }
      const at = c.offset + i * c.rowStride + j * c.columnStride;
      store(out, at, s0, alpha, beta);
      if (j + 1 <= last) store(out, at + c.columnStride, s1, alpha, beta);
      if (j + 2 <= last) store(out, at + 2 * c.columnStride, s2, alpha, beta);
      if (j + 3 <= last) store(out, at + 3 * c.columnStride, s3, alpha, beta);
    }
  }
}

/**
 * Copies a block into panels of `width` of its rows: a panel holds, for p = 0, 1, .., column p of its rows, and 0 for rows
 * beyond the last. Any two strides do; what has a stride of 1 is packed faster by the kernel.
 */
export function gather(panels: FloatArray, start: number, width: number, block: MatrixView): void {
  const { rows, columns: depth, rowStride, columnStride } = block;
  const source = block.data as Elements;
  const packed = panels as Elements;
  let to = start;
  for (let panel = 0; panel < rows; panel += width) {
    const present = Math.min(width, rows - panel);
    let first = block.offset + panel * rowStride;
    for (let p = 0; p < depth; p++) {
      let from = first;
      for (let lane = 0; lane < present; lane++) {
        packed[to + lane] = source[from] as number;
        from += rowStride;
      }
      for (let lane = present; lane < width; lane++) packed[to + lane] = 0;
      to += width;
      first += columnStride;
    }
  }
}

/** Copies a matrix in row-major order without gaps. */
function copyRows(rows: FloatArray, start: number, view: MatrixView): void {
  const source = view.data as Elements;
  const out = rows as Elements;
  if (isDense(view)) {
    const count = view.rows * view.columns;
    for (let k = 0; k < count; k++) out[start + k] = source[view.offset + k] as number;
    return;
  }
  let to = start;
  for (let i = 0; i < view.rows; i++) {
    let from = view.offset + i * view.rowStride;
    for (let j = 0; j < view.columns; j++) {
      out[to] = source[from] as number;
      to += 1;
      from += view.columnStride;
    }
  }
}

const isDense = ({ columns, rowStride, columnStride }: MatrixView): boolean =>
  columnStride === 1 && rowStride === columns;

/** The same for a matrix by tables of offsets. */
function copyIndexedRows(rows: FloatArray, start: number, view: IndexedView): void {
  const source = view.data as Elements;
  const out = rows as Elements;
  const columns = view.columnOffsets.length;
  for (let i = 0; i < view.rowOffsets.length; i++) {
    const from = view.offset + (view.rowOffsets[i] as number);
    const to = start + i * columns;
    for (let j = 0; j < columns; j++) out[to + j] = source[from + (view.columnOffsets[j] as number)] as number;
  }
}

/** C = alpha S + beta C over a block of C, where the sums S lie in row-major order. */
export function scatter(from: FloatArray, start: number, block: MatrixView, alpha: number, beta: number): void {
  const { rows, columns, rowStride, columnStride } = block;
  const out = block.data as Elements;
  const sums = from as Elements;
  if (alpha === 1 && beta === 0 && isDense(block)) {
    const count = rows * columns;
    for (let k = 0; k < count; k++) out[block.offset + k] = sums[start + k] as number;
    return;
  }
  let next = start;
  for (let i = 0; i < rows; i++) {
    let to = block.offset + i * rowStride;
    for (let j = 0; j < columns; j++) {
      store(out, to, sums[next] as number, alpha, beta);
      next += 1;
      to += columnStride;
    }
  }
}

/**
 * The product of matrices of at most SMALL elements each: copied one element at a time, which for so few is faster than in one
 * piece, and multiplied by the kernel without packing.
 */
export function makeMultiplySmall(kernel: Kernel) {
  const { elements, bytes } = kernel;
  return (a: MatrixView, b: MatrixView | IndexedView, c: MatrixView, alpha: number, beta: number): void => {
    copyRows(elements, SMALL_A / bytes, a);
    if ('rowOffsets' in b) copyIndexedRows(elements, SMALL_B / bytes, b);
    else copyRows(elements, SMALL_B / bytes, b);
    kernel.multiplySmall(SMALL_A, SMALL_B, SMALL_C, c.rows, c.columns, a.columns);
    scatter(elements, SMALL_C / bytes, c, alpha, beta);
  };
}
