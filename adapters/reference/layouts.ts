import { allocate, type Dtype, rowMajorStrides, sizeOf, type Tensor, type TypedArray } from '../../spec/tensor.ts';
import { contiguous, fromTensor, type NdArray, permuteAxes, slice, stretch } from '../../src/ndArray.ts';

/** Views that hold the values of a tensor in another memory layout: an implementation that ignores strides reads wrong ones. */

/** The axes lie in memory in reverse order, as in a transposed matrix. */
export function transposed(tensor: Tensor): NdArray {
  const reversed = tensor.shape.map((_, axis) => tensor.shape.length - 1 - axis);
  return permuteAxes(contiguous(permuteAxes(fromTensor(tensor), reversed), true), reversed);
}

/** Every second element of a buffer whose other elements are NaN (-1 for integers: no label). */
export function sliced({ dtype, shape, data }: Tensor): NdArray {
  const buffer = poisoned(dtype, 2 * data.length + 1);
  data.forEach((value, at) => {
    buffer[2 * at + 1] = value;
  });
  return { dtype, shape, strides: rowMajorStrides(shape).map((stride) => 2 * stride), offset: 1, data: buffer };
}

/** The elements lie in memory from last to first: every stride is negative. */
export function reversed({ dtype, shape, data }: Tensor): NdArray {
  const strides = rowMajorStrides(shape).map((stride) => -stride);
  return { dtype, shape, strides, offset: Math.max(sizeOf(shape) - 1, 0), data: data.toReversed() };
}

/** A buffer of NaN (-1 for integers: no label): what is read of it beside the elements shows. */
const poisoned = (dtype: Dtype, size: number): TypedArray =>
  allocate(dtype, size).fill(dtype === 'int32' ? -1 : Number.NaN);

/** Rows of a wider matrix: the last axis is dense, and between its rows lie three other elements. */
export function padded(tensor: Tensor): NdArray {
  const { dtype, shape, data } = tensor;
  const length = shape.at(-1) ?? 1;
  const whole = [...shape.slice(0, -1), length + 3];
  const strides = rowMajorStrides(whole);
  const buffer = poisoned(dtype, sizeOf(whole) + 2);
  data.forEach((value, at) => {
    buffer[2 + Math.floor(at / length) * (length + 3) + (at % length)] = value;
  });
  return { dtype, shape, strides: shape.length === 0 ? [] : strides, offset: 2, data: buffer };
}

/** Row-major and without gaps, in the middle of a longer buffer. */
export function offset({ dtype, shape, data }: Tensor): NdArray {
  const buffer = poisoned(dtype, data.length + 8);
  buffer.set(data, 5);
  return { dtype, shape, strides: rowMajorStrides(shape), offset: 5, data: buffer };
}

/** The first index of the first axis alone is stored, and repeated by a stride of 0; the tensor is constant along that axis. */
export function broadcast(tensor: Tensor): NdArray {
  const whole = fromTensor(tensor);
  if (tensor.shape.length === 0 || tensor.data.length === 0) return whole;
  return stretch(contiguous(slice(whole, 0, 0, 1), true), tensor.shape);
}
