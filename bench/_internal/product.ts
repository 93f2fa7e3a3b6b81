import type { MatrixView } from '../../adapters/reference/kernels.ts';
import { allocate, type WideDtype } from '../../spec/tensor.ts';
import { random } from './random.ts';

/** C = op(A) op(B), m x n, summed over k; N takes an operand as it lies, T takes the transpose of what lies there. */
export interface Product {
  readonly dtype: WideDtype;
  readonly m: number;
  readonly n: number;
  readonly k: number;
  readonly form?: 'NN' | 'NT' | 'TN' | 'TT';
}

/** The operands as m x k and k x n matrices, row-major or, where transposed, column-major, and room for the result. */
export interface Operands {
  readonly a: MatrixView;
  readonly b: MatrixView;
  readonly c: MatrixView;
}

/** Multiplications and additions of a product. */
export const productFlops = ({ m, n, k }: Product): number => 2 * m * n * k;

/** Values in +-[0.5, 1.5): none is zero or subnormal, and no product is. */
export function randomOperands(product: Product): Operands {
  const uniform = random(1);
  return operands(product, () => (uniform() < 0.5 ? -1 : 1) * (0.5 + uniform()));
}

/** Integers in [-8, 8]: every sum is exact in every order. */
export function integerOperands(product: Product): Operands {
  const uniform = random(2);
  return operands(product, () => Math.floor(17 * uniform()) - 8);
}

function operands({ dtype, m, n, k, form = 'NN' }: Product, value: () => number): Operands {
  return {
    a: matrix(dtype, m, k, form[0] === 'T', value),
    b: matrix(dtype, k, n, form[1] === 'T', value),
    c: matrix(dtype, m, n, false, () => 0),
  };
}

/** A matrix that lies row-major, or as its transpose does. */
export function matrix(
  dtype: WideDtype,
  rows: number,
  columns: number,
  transposed: boolean,
  value: () => number,
): MatrixView {
  const data = allocate(dtype, rows * columns) as MatrixView['data'];
  for (let i = 0; i < data.length; i++) data[i] = value();
  const [rowStride, columnStride] = transposed ? [1, rows] : [columns, 1];
  return { data, offset: 0, rows, columns, rowStride, columnStride };
}

/** The elements in row-major order. */
export function rowMajor({ data, offset, rows, columns, rowStride, columnStride }: MatrixView): MatrixView['data'] {
  if (columnStride === 1 && rowStride === columns && offset === 0) return data;
  const copy = data instanceof Float64Array ? new Float64Array(rows * columns) : new Float32Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) copy[i * columns + j] = data[offset + i * rowStride + j * columnStride] as number;
  }
  return copy;
}
