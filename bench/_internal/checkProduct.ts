import { gemm } from '../../adapters/reference/kernels.ts';
import { integerOperands, type Operands, type Product, randomOperands, rowMajor } from './product.ts';

/** How ours computes a product in place. */
export type Multiply = (operands: Operands) => void;

const ROWS_CHECKED = 64;

/**
 * Compares ours on integers, where every order of summation is exact, with a triple loop: every element of the first 64 rows
 * and of the last. On random data, the bits of the plain path, or, for a path that fuses, the error bound of every element.
 * Throws Error at the first difference.
 */
export function checkProduct(product: Product, multiply: Multiply, fused = false): void {
  const integers = integerOperands(product);
  multiply(integers);
  for (const row of rowsOf(product)) {
    const exact = rowOfProduct(integers, row);
    exact.forEach((value, column) => {
      const found = integers.c.data[row * product.n + column] as number;
      if (!(found === value)) fail(product, 'integers, triple loop', row, column, found, value);
    });
  }
  const reals = randomOperands(product);
  multiply(reals);
  if (fused) {
    checkWithinBound(product, reals, reals.c.data, 'random data');
    return;
  }
  const plain = randomOperands(product);
  gemm(plain.a, plain.b, plain.c, { kernel: 'plain' });
  reals.c.data.forEach((found, at) => {
    const expected = plain.c.data[at] as number;
    if (!Object.is(found, expected)) {
      fail(product, 'bits of the plain path', Math.floor(at / product.n), at % product.n, found, expected);
    }
  });
}

/**
 * |c - sum| <= gamma_(k+1) sum |a| |b|, gamma_k = k u / (1 - k u), for any order of summation and any fusing (Higham 2002,
 * section 3.1), with the sum in float64: for float64 itself 2 gamma, since that sum rounds too. Throws Error at the first
 * element of the checked rows outside.
 */
export function checkWithinBound(product: Product, operands: Operands, c: ArrayLike<number>, against: string): void {
  const u = product.dtype === 'float64' ? 2 ** -53 : 2 ** -24;
  const gamma = ((product.k + 1) * u) / (1 - (product.k + 1) * u);
  const factor = product.dtype === 'float64' ? 2 * gamma : gamma * (1 + 2 ** -20);
  const magnitudes = { a: absolute(operands.a), b: absolute(operands.b) };
  for (const row of rowsOf(product)) {
    const sums = rowOfProduct(operands, row);
    const bounds = rowOfProduct(magnitudes, row);
    sums.forEach((sum, column) => {
      const found = c[row * product.n + column] as number;
      if (!(Math.abs(found - sum) <= factor * (bounds[column] as number)))
        fail(product, against, row, column, found, sum);
    });
  }
}

function rowsOf({ m }: Product): readonly number[] {
  const first = Array.from({ length: Math.min(m, ROWS_CHECKED) }, (_, row) => row);
  return m > ROWS_CHECKED ? [...first, m - 1] : first;
}

function rowOfProduct({ a, b }: Pick<Operands, 'a' | 'b'>, row: number): Float64Array {
  const sums = new Float64Array(b.columns);
  for (let p = 0; p < a.columns; p++) {
    const factor = a.data[a.offset + row * a.rowStride + p * a.columnStride] as number;
    const start = b.offset + p * b.rowStride;
    for (let j = 0; j < sums.length; j++)
      sums[j] = (sums[j] as number) + factor * (b.data[start + j * b.columnStride] as number);
  }
  return sums;
}

const absolute = (view: Operands['a']): Operands['a'] => ({
  ...view,
  offset: 0,
  data: rowMajor(view).map(Math.abs),
  rowStride: view.columns,
  columnStride: 1,
});

function fail(product: Product, against: string, row: number, column: number, found: number, expected: number): never {
  const { dtype, m, n, k, form = 'NN' } = product;
  const what = `${dtype} ${form} ${m} x ${n} x ${k}`;
  throw new Error(`product ${what} (${against}): c[${row}, ${column}] is ${found}, expected ${expected}`);
}
