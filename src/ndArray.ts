import {
  allocate,
  arrayTypeOf,
  type Dtype,
  lengthOf,
  realOf,
  rowMajorStrides,
  sizeOf,
  type Tensor,
  type TypedArray,
  widthOf,
} from '../spec/tensor.ts';

/**
 * A strided view of a typed array: element (i_0, .., i_{k-1}) is `data[offset + i_0 strides[0] + .. + i_{k-1} strides[k-1]]`.
 *
 * A complex element is that number and the one after it. Strides and offset count numbers, and are of any sign; 0 repeats an element. Transposing, slicing, reversing and broadcasting make views and
 * copy nothing. No operation writes into its inputs.
 */
export interface NdArray {
  readonly dtype: Dtype;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
  readonly offset: number;
  readonly data: TypedArray;
}

/** A zero-filled row-major array. Throws RangeError when the platform has no room for one of this size. */
export const zeros = (dtype: Dtype, shape: readonly number[]): NdArray => ({
  dtype,
  shape: [...shape],
  strides: denseStrides(dtype, shape),
  offset: 0,
  data: roomFor(dtype, shape),
});

/** The strides of a row-major array without gaps. */
export const denseStrides = (dtype: Dtype, shape: readonly number[]): number[] =>
  rowMajorStrides(shape).map((stride) => widthOf(dtype) * stride);

function roomFor(dtype: Dtype, shape: readonly number[]): TypedArray {
  const size = sizeOf(shape);
  try {
    return allocate(dtype, size);
  } catch (error) {
    const needed = `a ${dtype} array of shape [${shape.join(', ')}] needs ${lengthOf(dtype, shape) * arrayTypeOf[dtype].BYTES_PER_ELEMENT} bytes`;
    throw new RangeError(`${needed}, more than this platform allocates at once`, { cause: error });
  }
}

/** A view of a neutral tensor's own data. */
export const fromTensor = ({ dtype, shape, data }: Tensor): NdArray => ({
  dtype,
  shape,
  strides: denseStrides(dtype, shape),
  offset: 0,
  data,
});

/** A row-major copy as a neutral tensor. */
export function toTensor(array: NdArray): Tensor {
  const { dtype, shape, data } = contiguous(array, true);
  return { dtype, shape: [...shape], data };
}

/** Whether elements lie in row-major order without gaps. */
export function isDense({ dtype, shape, strides }: NdArray): boolean {
  let stride: number = widthOf(dtype);
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const size = shape[axis] as number;
    if (size !== 1 && strides[axis] !== stride) return false;
    stride *= size;
  }
  return true;
}

/** Whether they do so from offset 0 to the end of the data. */
export const isContiguous = (array: NdArray): boolean =>
  array.offset === 0 && array.data.length === lengthOf(array.dtype, array.shape) && isDense(array);

/** The array itself where it is row-major without gaps, otherwise a copy that is; `copy` forces one. */
export function contiguous(array: NdArray, copy = false): NdArray {
  if (!copy && isContiguous(array)) return array;
  const result = zeros(array.dtype, array.shape);
  const width = widthOf(array.dtype);
  let at = 0;
  forEachOffset(array, (offset) => {
    for (let part = 0; part < width; part++) result.data[at++] = array.data[offset + part] as number;
  });
  return result;
}

/** The elements in row-major order in another shape of as many: a view where they lie so, otherwise a copy. */
export const inShape = (array: NdArray, shape: readonly number[]): NdArray => ({
  ...contiguous(array),
  shape: [...shape],
  strides: denseStrides(array.dtype, shape),
});

/** The real or the imaginary parts of a complex array, as a view. */
export const partsOf = (array: NdArray, part: 0 | 1): NdArray => ({
  ...array,
  dtype: realOf[array.dtype],
  offset: array.offset + part,
});

/** A complex array of two real ones of one shape, in their type. */
export function complexArray(re: NdArray, im: NdArray): NdArray {
  const result = zeros(re.dtype === 'float32' ? 'complex64' : 'complex128', re.shape);
  [re, im].forEach((parts, part) => {
    let at = part;
    forEachOffset(parts, (offset) => {
      result.data[at] = parts.data[offset] as number;
      at += 2;
    });
  });
  return result;
}

/** Calls `visit` with the offset of every element, in row-major order of the indices. */
export function forEachOffset({ shape, strides, offset }: NdArray, visit: (offset: number) => void): void {
  const last = shape.length - 1;
  const walk = (axis: number, start: number): void => {
    const size = shape[axis] ?? 1;
    const stride = strides[axis] ?? 0;
    for (let i = 0; i < size; i++) {
      if (axis >= last) visit(start + i * stride);
      else walk(axis + 1, start + i * stride);
    }
  };
  walk(0, offset);
}

/** The axes in another order: axis k of the result is axis `axes[k]` of the array. */
export const permuteAxes = (array: NdArray, axes: readonly number[]): NdArray => ({
  ...array,
  shape: axes.map((axis) => array.shape[axis] ?? 0),
  strides: axes.map((axis) => array.strides[axis] ?? 0),
});

/** The last two axes swapped. */
export function transpose(array: NdArray): NdArray {
  const rank = array.shape.length;
  const axes = array.shape.map((_, axis) => (axis < rank - 2 ? axis : axis === rank - 2 ? rank - 1 : rank - 2));
  return permuteAxes(array, axes);
}

/** Every `step`-th element of one axis from `start`, `size` of them; a negative step runs backwards. */
export const slice = (array: NdArray, axis: number, start: number, size: number, step = 1): NdArray => ({
  ...array,
  shape: array.shape.with(axis, size),
  strides: array.strides.with(axis, (array.strides[axis] ?? 0) * step),
  offset: array.offset + start * (array.strides[axis] ?? 0),
});

/** The view stretched to `shape`: new leading axes and axes of size 1 get stride 0. The shapes must broadcast. */
export function stretch(array: NdArray, shape: readonly number[]): NdArray {
  const extra = shape.length - array.shape.length;
  const strides = shape.map((size, axis) => {
    const own = array.shape[axis - extra];
    return own === undefined || (own === 1 && size !== 1) ? 0 : (array.strides[axis - extra] ?? 0);
  });
  return { ...array, shape: [...shape], strides };
}
