import type { FloatDtype } from '../../spec/tensor.ts';
import { gemm, type MatrixView } from '../linalg/gemm/gemm.ts';
import { type NdArray, zeros } from '../ndArray.ts';
import { forEachMember } from './batch.ts';

/** A floating-point array of rank 2 as gemm reads and writes it. Throws TypeError on integers. */
export function matrixView({ data, offset, shape, strides }: NdArray): MatrixView {
  if (data instanceof Int32Array) throw new TypeError('a matrix product needs float64 or float32, got int32');
  const [rows = 0, columns = 0] = shape;
  const [rowStride = 0, columnStride = 0] = strides;
  return { data, offset, rows, columns, rowStride, columnStride };
}

/** c = a b + beta c, written over c; the three are matrices of one floating-point type, c shares no element with a or b. */
export const multiplyInto = (c: NdArray, a: NdArray, b: NdArray, beta = 0): void =>
  gemm(matrixView(a), matrixView(b), matrixView(c), { beta });

/** The products of two batches of matrices whose batch shapes broadcast to `batch`. */
export function multiply(dtype: FloatDtype, batch: readonly number[], a: NdArray, b: NdArray): NdArray {
  const c = zeros(dtype, [...batch, a.shape.at(-2) ?? 0, b.shape.at(-1) ?? 0]);
  forEachMember(
    batch,
    [
      [a, 2],
      [b, 2],
      [c, 2],
    ],
    (left, right, product) => multiplyInto(product, left, right),
  );
  return c;
}
