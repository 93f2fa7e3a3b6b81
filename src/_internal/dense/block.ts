import { gemm } from '../../linalg/gemm/gemm.ts';

/** A rectangle of a matrix, or its transpose, over the same elements: what gemm reads and writes. */
export interface Block {
  readonly data: Float64Array;
  readonly offset: number;
  readonly rows: number;
  readonly columns: number;
  readonly rowStride: number;
  readonly columnStride: number;
}

/** All of a row-major matrix. */
export const whole = (a: { readonly rows: number; readonly columns: number; readonly data: Float64Array }): Block => ({
  data: a.data,
  offset: 0,
  rows: a.rows,
  columns: a.columns,
  rowStride: a.columns,
  columnStride: 1,
});

/** The rectangle with its first element at (row, column), which must lie inside. */
export const blockOf = (of: Block, row: number, column: number, rows: number, columns: number): Block => ({
  data: of.data,
  offset: of.offset + row * of.rowStride + column * of.columnStride,
  rows,
  columns,
  rowStride: of.rowStride,
  columnStride: of.columnStride,
});

/** The transpose, over the same elements. */
export const turned = (of: Block): Block => ({
  data: of.data,
  offset: of.offset,
  rows: of.columns,
  columns: of.rows,
  rowStride: of.columnStride,
  columnStride: of.rowStride,
});

const subtracting = { alpha: -1, beta: 1 };

/** C -= A B. */
export const subtractProduct = (c: Block, a: Block, b: Block): void => gemm(a, b, c, subtracting);

/** Where recursion cuts a size above `unit`: near the middle, at a multiple of `unit`, so that few blocks are ragged. */
export const cut = (size: number, unit: number): number => unit * Math.ceil(size / (2 * unit));
