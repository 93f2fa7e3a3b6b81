/** A floating-point buffer that gemm reads or writes. */
export type FloatArray = Float64Array | Float32Array;

/**
 * A strided matrix over a buffer: element (i, j) is `data[offset + i * rowStride + j * columnStride]`.
 *
 * Strides count elements and may be negative (a reversed axis) or zero (a broadcast one).
 */
export interface MatrixView {
  readonly data: FloatArray;
  readonly offset: number;
  readonly rows: number;
  readonly columns: number;
  readonly rowStride: number;
  readonly columnStride: number;
}

/** A matrix whose elements lie in row-major order without gaps. */
export const rowMajor = (data: FloatArray, offset: number, rows: number, columns: number): MatrixView => ({
  data,
  offset,
  rows,
  columns,
  rowStride: columns,
  columnStride: 1,
});

/** The transpose, over the same elements. */
export const transposed = ({ data, offset, rows, columns, rowStride, columnStride }: MatrixView): MatrixView => ({
  data,
  offset,
  rows: columns,
  columns: rows,
  rowStride: columnStride,
  columnStride: rowStride,
});

/** The block with its first element at (row, column), cut off at the border of the matrix. */
export function blockOf(view: MatrixView, row: number, column: number, rows: number, columns: number): MatrixView {
  const { data, offset, rowStride, columnStride } = view;
  return {
    data,
    offset: offset + row * rowStride + column * columnStride,
    rows: Math.min(rows, view.rows - row),
    columns: Math.min(columns, view.columns - column),
    rowStride,
    columnStride,
  };
}
