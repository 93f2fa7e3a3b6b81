import type { WideDtype } from '../../spec/tensor.ts';
import { gemm, type MatrixView } from '../linalg/gemm/gemm.ts';
import type { FloatArray } from '../linalg/gemm/matrixView.ts';
import { type NdArray, stretch, zeros } from '../ndArray.ts';

/** The data of a floating-point array. Throws TypeError on integers. */
export function floatsOf({ data }: NdArray): FloatArray {
  if (data instanceof Int32Array) throw new TypeError('a matrix product needs float64 or float32, got int32');
  return data;
}

/** A floating-point array of rank 2 as gemm reads and writes it. Throws TypeError on integers. */
export function matrixView(array: NdArray): MatrixView {
  const { offset, shape, strides } = array;
  const [rows = 0, columns = 0] = shape;
  const [rowStride = 0, columnStride = 0] = strides;
  return { data: floatsOf(array), offset, rows, columns, rowStride, columnStride };
}

/** c = a b + beta c, written over c; the three are matrices of one floating-point type, c shares no element with a or b. */
export const multiplyInto = (c: NdArray, a: NdArray, b: NdArray, beta = 0): void =>
  gemm(matrixView(a), matrixView(b), matrixView(c), { beta });

/**
 * The products of two batches of matrices whose batch shapes broadcast to `batch`.
 *
 * Where members share the right matrix and their left ones lie one below the other, they are one product: [b, m, p] times [p, n]
 * is [b m, p] times [p, n]. Every element is a sum of its own, so its bits are the same. The others are one call each, without
 * an object per member, so that a batch of many small matrices leaves the heap as it is.
 */
export function multiply(dtype: WideDtype, batch: readonly number[], a: NdArray, b: NdArray): NdArray {
  const c = zeros(dtype, [...batch, a.shape.at(-2) ?? 0, b.shape.at(-1) ?? 0]);
  const [left, right, product] = [membersOf(a, batch), membersOf(b, batch), membersOf(c, batch)];
  const axes = batch.map((size, axis) => ({
    size,
    member: 0,
    left: left.steps[axis] ?? 0,
    right: right.steps[axis] ?? 0,
    product: product.steps[axis] ?? 0,
  }));
  while (foldsInto(left.view, axes.at(-1))) {
    const axis = axes.pop();
    left.view.rows *= axis?.size ?? 1;
    product.view.rows = left.view.rows;
  }
  if (axes.some(({ size }) => size === 0)) return c;
  for (let isDone = false; !isDone; ) {
    gemm(left.view, right.view, product.view);
    // The next member: the last axis that has another one steps on, and those behind it start again.
    isDone = true;
    for (let k = axes.length - 1; k >= 0 && isDone; k--) {
      const axis = axes[k] as (typeof axes)[number];
      isDone = axis.member === axis.size - 1;
      const by = isDone ? -axis.member : 1;
      axis.member += by;
      left.view.offset += by * axis.left;
      right.view.offset += by * axis.right;
      product.view.offset += by * axis.product;
    }
  }
  return c;
}

interface Members {
  /** The first one; moved from each to the next. */
  readonly view: { -readonly [Key in keyof MatrixView]: MatrixView[Key] };
  /** From one to the next along every axis of the batch. */
  readonly steps: readonly number[];
}

function membersOf(array: NdArray, batch: readonly number[]): Members {
  const core = array.shape.slice(-2);
  const stretched = stretch(array, [...batch, ...core]);
  const first = { ...stretched, shape: core, strides: stretched.strides.slice(-2) };
  return { view: { ...matrixView(first) }, steps: stretched.strides.slice(0, -2) };
}

/** Whether members along an axis are more rows for one right matrix. */
const foldsInto = (
  { rows, rowStride }: MatrixView,
  axis: { readonly size: number; readonly left: number; readonly right: number } | undefined,
): boolean => axis !== undefined && (axis.size === 1 || (axis.right === 0 && axis.left === rows * rowStride));
