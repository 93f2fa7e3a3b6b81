import { allocate, rowMajorStrides, sizeOf, type Tensor } from '../../spec/tensor.ts';
import { contiguous, fromTensor, type NdArray, permuteAxes, slice, stretch } from '../../src/ndArray.ts';

/** Views that hold the values of a tensor in another memory layout: an implementation that ignores strides reads wrong ones. */

/** The axes lie in memory in reverse order, as in a transposed matrix. */
export function transposed(tensor: Tensor): NdArray {
  const reversed = tensor.shape.map((_, axis) => tensor.shape.length - 1 - axis);
  return permuteAxes(contiguous(permuteAxes(fromTensor(tensor), reversed), true), reversed);
}

/** Every second element of a buffer whose other elements are NaN (-1 for integers: no label). */
export function sliced({ dtype, shape, data }: Tensor): NdArray {
  const buffer = allocate(dtype, 2 * data.length + 1).fill(dtype === 'int32' ? -1 : Number.NaN);
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

/** The first index of the first axis alone is stored, and repeated by a stride of 0; the tensor is constant along that axis. */
export function broadcast(tensor: Tensor): NdArray {
  const whole = fromTensor(tensor);
  if (tensor.shape.length === 0 || tensor.data.length === 0) return whole;
  return stretch(contiguous(slice(whole, 0, 0, 1), true), tensor.shape);
}
