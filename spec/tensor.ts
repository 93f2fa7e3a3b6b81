/** The element types that cross between a law and an implementation. */
export type Dtype = 'float64' | 'float32' | 'int32' | 'complex128' | 'complex64';

/** The floating-point element types: those that an implementation can be judged at. */
export type FloatDtype = 'float64' | 'float32';

/** Complex numbers whose parts are of a floating-point type. */
export const complexOf = { float64: 'complex128', float32: 'complex64' } as const satisfies Record<FloatDtype, Dtype>;

/** What the numbers in `data` are. */
export const realOf = {
  float64: 'float64',
  float32: 'float32',
  int32: 'int32',
  complex128: 'float64',
  complex64: 'float32',
} as const satisfies Record<Dtype, Dtype>;

/** The typed array that holds the elements. */
export const arrayTypeOf = {
  float64: Float64Array,
  float32: Float32Array,
  int32: Int32Array,
  complex128: Float64Array,
  complex64: Float32Array,
} as const satisfies Record<Dtype, unknown>;

export const isComplex = (dtype: Dtype): dtype is 'complex128' | 'complex64' => realOf[dtype] !== dtype;

/** Numbers that an element has in `data`: the real and the imaginary part of a complex one. */
export const widthOf = (dtype: Dtype): 1 | 2 => (isComplex(dtype) ? 2 : 1);

export type TypedArray = Float64Array | Float32Array | Int32Array;

/**
 * The neutral tensor: what crosses between a law and an implementation, in either direction.
 *
 * Row-major (C order): the element at index (i_0, .., i_{k-1}) is `data[((i_0 * shape[1] + i_1) * shape[2] + ..) + i_{k-1}]`.
 * A scalar has shape `[]` and one element. A complex element is two numbers, its real and its imaginary part: `data` is twice as long.
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

/** Length of the data of a tensor: that of its parts where its elements are complex. */
export const lengthOf = (dtype: Dtype, shape: readonly number[]): number => widthOf(dtype) * sizeOf(shape);

/** A zero-filled typed array of `size` elements of `dtype`. */
export const allocate = (dtype: Dtype, size: number): TypedArray => new arrayTypeOf[dtype](widthOf(dtype) * size);

/**
 * A tensor of `values`, rounded to `dtype`, in row-major order, the real part of a complex element before its imaginary part. Throws
 * RangeError when their number is not that of `shape`.
 */
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
