/** The element types that cross between a law and an implementation. */
export type Dtype = 'float64' | 'float32' | 'int32';

/** The floating-point element types: those that an implementation can be judged at. */
export type FloatDtype = 'float64' | 'float32';

export type TypedArray = Float64Array | Float32Array | Int32Array;

/**
 * The neutral tensor: what crosses between a law and an implementation, in either direction.
 *
 * Row-major (C order): the element at index (i_0, .., i_{k-1}) is `data[((i_0 * shape[1] + i_1) * shape[2] + ..) + i_{k-1}]`.
 * A scalar has shape `[]` and one element.
 */
export interface Tensor {
  readonly dtype: Dtype;
  readonly shape: readonly number[];
  readonly data: TypedArray;
}

/** Number of elements of a tensor of this shape: the product of its dimensions, 1 for a scalar. */
export function sizeOf(shape: readonly number[]): number {
  let size = 1;
  for (const dimension of shape) size *= dimension;
  return size;
}

/** A zero-filled typed array of `size` elements of `dtype`. */
export const allocate = (dtype: Dtype, size: number): TypedArray =>
  dtype === 'float64' ? new Float64Array(size) : dtype === 'float32' ? new Float32Array(size) : new Int32Array(size);

/** A tensor of `values`, rounded to `dtype`, in row-major order. Throws RangeError when their number is not that of `shape`. */
export function tensorOf(dtype: Dtype, shape: readonly number[], values: Iterable<number>): Tensor {
  const data = allocate(dtype, sizeOf(shape));
  let count = 0;
  if (Array.isArray(values)) {
    count = values.length;
    if (count === data.length) data.set(values);
  } else for (const value of values) data[count++] = value;
  if (count !== data.length) {
    throw new RangeError(`tensorOf: shape [${shape.join(', ')}] holds ${data.length} values, got ${count}`);
  }
  return { dtype, shape: [...shape], data };
}

/** Row-major strides, in elements: the last axis has stride 1. */
export function rowMajorStrides(shape: readonly number[]): number[] {
  const strides = new Array<number>(shape.length);
  let stride = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides[axis] = stride;
    stride *= shape[axis] ?? 0;
  }
  return strides;
}
