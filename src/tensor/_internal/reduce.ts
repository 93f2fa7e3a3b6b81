import { rowMajorStrides, sizeOf } from '../../../spec/tensor.ts';
import { fail, requireFloats } from '../../_internal/fail.ts';
import { requireShape } from '../../_internal/shapes.ts';
import { doubles, store } from '../../_internal/values.ts';
import { contiguous, type NdArray, permuteAxes, stretch, zeros } from '../../ndArray.ts';

export interface Reduced {
  readonly axes: readonly number[] | null;
  readonly keepdims: boolean;
}

/** The input with its reduced axes last, and the shapes on both sides. */
interface Plan {
  /** Position of every axis of the input in the order: kept axes, then reduced axes. */
  readonly order: readonly number[];
  /** Number of elements that each result is made of. */
  readonly count: number;
  readonly result: readonly number[];
  /** Shape of the result with the reduced axes kept as 1. */
  readonly open: readonly number[];
}

/** Reads the axes of a reduction; refuses those that are out of range, repeated or fractional. */
export function plan(operation: string, x: NdArray, { axes, keepdims }: Reduced): Plan {
  const rank = x.shape.length;
  const named = axes?.map((axis) => (axis < 0 ? axis + rank : axis)) ?? x.shape.map((_, axis) => axis);
  const reduced = new Set(named);
  if (reduced.size !== named.length || !named.every((axis) => Number.isInteger(axis) && axis >= 0 && axis < rank)) {
    fail(
      `${operation}/R1`,
      `axes must be integers from ${0 - rank} to ${rank - 1} that name distinct axes, got [${axes?.join(', ')}]`,
    );
  }
  const all = x.shape.map((_, axis) => axis);
  const kept = all.filter((axis) => !reduced.has(axis));
  const hidden = all.filter((axis) => reduced.has(axis));
  const open = x.shape.map((size, axis) => (reduced.has(axis) ? 1 : size));
  return {
    order: [...kept, ...hidden],
    count: sizeOf(hidden.map((axis) => x.shape[axis] ?? 0)),
    result: keepdims ? open : kept.map((axis) => x.shape[axis] ?? 0),
    open,
  };
}

/** Reduces runs of elements, which are given in row-major order of the reduced axes, in double precision. */
export function reduce(
  operation: string,
  x: NdArray,
  attributes: Reduced,
  over: (run: Float64Array) => number,
): NdArray {
  const dtype = requireFloats(operation, { x });
  const { order, count, result } = plan(operation, x, attributes);
  const values = doubles(permuteAxes(x, order));
  const reduced = zeros(dtype, result);
  store(
    reduced,
    Float64Array.from({ length: sizeOf(result) }, (_, at) => over(values.subarray(at * count, (at + 1) * count))),
  );
  return reduced;
}

/** The cotangent of a reduction as a view in the shape of its input: every element where the result came from. */
export function spread(operation: string, x: NdArray, cotangent: NdArray, attributes: Reduced): NdArray {
  requireFloats(operation, { x, cotangent });
  const { result, open } = plan(operation, x, attributes);
  requireShape(operation, 'the cotangent', cotangent, result);
  const row = contiguous(cotangent);
  return stretch({ ...row, shape: open, strides: rowMajorStrides(open) }, x.shape);
}
