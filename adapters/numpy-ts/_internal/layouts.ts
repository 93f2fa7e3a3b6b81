import * as np from 'numpy-ts';
import { allocate, type Tensor, widthOf } from '../../../spec/tensor.ts';
import { toNative } from './values.ts';

/** Views of numpy-ts with the values of a tensor in another memory layout; what lies beside them is NaN, or -1. */

export const transposed = (tensor: Tensor): np.NDArrayCore => np.transpose(np.transpose(toNative(tensor)).copy());

export const reversed = (tensor: Tensor): np.NDArrayCore =>
  tensor.shape.length === 0 ? toNative(tensor) : np.flip(np.flip(toNative(tensor)).copy());

/** Every second element along the last axis. */
export const sliced = (tensor: Tensor): np.NDArrayCore =>
  lastAxis(
    tensor,
    (length) => 2 * length,
    (at) => 2 * at,
    (length) => `0:${2 * length}:2`,
  );

/** Rows of a wider matrix. */
export const padded = (tensor: Tensor): np.NDArrayCore =>
  lastAxis(
    tensor,
    (length) => length + 3,
    (at) => at,
    (length) => `0:${length}`,
  );

/** All but the first and the last index of a longer first axis. */
export function offset(tensor: Tensor): np.NDArrayCore {
  const { dtype, shape, data } = tensor;
  const [first, ...others] = shape;
  if (first === undefined) return toNative(tensor);
  const row = data.length / Math.max(first, 1);
  const whole = filled(dtype, data.length + 2 * row);
  whole.set(data, row);
  return toNative({ dtype, shape: [first + 2, ...others], data: whole }).slice(`1:${first + 1}`);
}

/** The first index of the first axis alone is stored. */
export function broadcast(tensor: Tensor): np.NDArrayCore {
  const whole = toNative(tensor);
  if (tensor.shape.length === 0 || tensor.data.length === 0) return whole;
  return np.broadcast_to(whole.slice('0:1').copy(), [...tensor.shape]);
}

function lastAxis(
  tensor: Tensor,
  longer: (length: number) => number,
  place: (at: number) => number,
  chosen: (length: number) => string,
): np.NDArrayCore {
  const { dtype, shape, data } = tensor;
  const length = shape.at(-1);
  if (length === undefined || data.length === 0) return toNative(tensor);
  const width = widthOf(dtype);
  const whole = filled(dtype, (data.length / length) * longer(length));
  data.forEach((value, at) => {
    const [element, part] = [Math.floor(at / width), at % width];
    const [row, column] = [Math.floor(element / length), element % length];
    whole[(row * longer(length) + place(column)) * width + part] = value;
  });
  const view = toNative({ dtype, shape: [...shape.slice(0, -1), longer(length)], data: whole });
  return view.slice(...shape.slice(1).map(() => ':'), chosen(length));
}

const filled = (dtype: Tensor['dtype'], length: number) =>
  allocate(dtype, length / widthOf(dtype)).fill(dtype === 'int32' ? -1 : Number.NaN);
