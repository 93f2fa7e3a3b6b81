import { type Block, blockOf, turned, whole } from '../../_internal/dense/block.ts';
import { copyBlock, rowsOver } from '../../_internal/dense/copyBlock.ts';
import { identity, type Matrix, matrix } from '../../_internal/dense/matrix.ts';
import { gemm } from '../../linalg/gemm/gemm.ts';

/** A = Q H Q^T on the way to its Schur form. */
export interface SchurWork {
  readonly h: Matrix;
  /** The rows of Q^T. */
  readonly qt: Matrix;
  /** Room for a product with as many rows as a window. */
  readonly buffer: Float64Array;
}

/** Rows and columns `start` to before `end` of H, and the transformation U^T of them, the unit matrix at first. */
export interface Window {
  readonly start: number;
  readonly end: number;
  readonly h: Matrix;
  readonly ut: Matrix;
}

/** A copy to work in, small enough for the fast memory. */
export function openWindow({ h }: SchurWork, start: number, end: number): Window {
  const size = end - start;
  const copy = matrix(size, size);
  copyRows(blockOf(whole(h), start, start, size, size), whole(copy));
  return { start, end, h: copy, ut: identity(size) };
}

/** Puts the copy back, and transforms with it the rows of H beside it and those of Q^T, and the columns of H above it. */
export function closeWindow({ h, qt, buffer }: SchurWork, { start, end, h: copy, ut }: Window): void {
  const size = end - start;
  const n = h.columns;
  copyRows(whole(copy), blockOf(whole(h), start, start, size, size));
  transform(ut, blockOf(whole(h), start, end, size, n - end), buffer);
  transform(ut, turned(blockOf(whole(h), 0, start, start, size)), buffer);
  transform(ut, blockOf(whole(qt), start, 0, size, n), buffer);
}

/** Copies row by row. */
const copyRows = (from: Block, to: Block): void => copyBlock(turned(from), turned(to));

/** The block becomes U^T times it. */
function transform(ut: Matrix, block: Block, buffer: Float64Array): void {
  if (block.columns === 0) return;
  const product = rowsOver(buffer, block.rows, block.columns);
  gemm(whole(ut), block, product);
  if (block.columnStride === 1) copyRows(product, block);
  else copyBlock(product, block);
}
