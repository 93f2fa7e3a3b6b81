import { allocate, rowMajorStrides, sizeOf, type Tensor, widthOf } from '../../spec/tensor.ts';
import { contiguous, fromTensor, type NdArray, permuteAxes, slice, stretch } from '../../src/ndArray.ts';

/** Views that hold the values of a tensor in another memory layout: an implementation that ignores strides reads wrong ones. */

/** The axes lie in memory in reverse order, as in a transposed matrix. */
export function transposed(tensor: Tensor): NdArray {
  const reversed = tensor.shape.map((_, axis) => tensor.shape.length - 1 - axis);
  return permuteAxes(contiguous(permuteAxes(fromTensor(tensor), reversed), true), reversed);
}

/** Every second element of a buffer whose other elements are NaN (-1 for integers: no label). */
export const sliced = (tensor: Tensor): NdArray => placed(tensor, 2 * sizeOf(tensor.shape) + 1, 1, (at) => 2 * at);

/** The elements lie in memory from last to first: every stride is negative. */
export function reversed(tensor: Tensor): NdArray {
  const size = sizeOf(tensor.shape);
  return placed(tensor, size, Math.max(size - 1, 0), (at) => -at);
}

/** Rows of a wider matrix: the last axis is dense, and between its rows lie three other elements. */
export function padded(tensor: Tensor): NdArray {
  const { shape } = tensor;
  const length = shape.at(-1) ?? 1;
  const whole = [...shape.slice(0, -1), length + 3];
  const place = (at: number) => Math.floor(at / length) * (length + 3) + (at % length);
  return placed(tensor, sizeOf(whole) + 2, 2, place, rowMajorStrides(whole));
}

/** Row-major and without gaps, in the middle of a longer buffer. */
export const offset = (tensor: Tensor): NdArray => placed(tensor, sizeOf(tensor.shape) + 8, 5, (at) => at);

/**
 * The elements in a buffer of NaN (-1 for integers: no label), so that what is read beside them shows: each at a place beyond `start`.
 * Strides are those of the places where none are given.
 */
function placed(
  { dtype, shape, data }: Tensor,
  size: number,
  start: number,
  place: (at: number) => number,
  strides = rowMajorStrides(shape).map(place),
): NdArray {
  const width = widthOf(dtype);
  const buffer = allocate(dtype, size).fill(dtype === 'int32' ? -1 : Number.NaN);
  data.forEach((value, at) => {
    buffer[width * (start + place(Math.floor(at / width))) + (at % width)] = value;
  });
  return {
    dtype,
    shape,
    strides: shape.map((_, axis) => width * (strides[axis] ?? 0)),
    offset: width * start,
    data: buffer,
  };
}

/** The first index of the first axis alone is stored, and repeated by a stride of 0; the tensor is constant along that axis. */
export function broadcast(tensor: Tensor): NdArray {
  const whole = fromTensor(tensor);
  if (tensor.shape.length === 0 || tensor.data.length === 0) return whole;
  return stretch(contiguous(slice(whole, 0, 0, 1), true), tensor.shape);
}
