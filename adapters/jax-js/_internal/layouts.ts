import { numpy as np } from '@jax-js/jax';
import { allocate, isComplex, type Tensor } from '../../../spec/tensor.ts';
import { type JaxArray, toNative, Unsupported } from './values.ts';

/** Views of jax-js with the values of a tensor in another memory layout; what lies beside them is NaN, or -1. */

export const transposed = (tensor: Tensor): JaxArray => {
  const { dtype, shape } = tensor;
  const axes = shape.map((_, axis) => shape.length - 1 - axis);
  const turned = stored(np.transpose(plain(tensor), axes));
  return np.transpose(plain({ dtype, shape: [...shape].reverse(), data: turned }), axes);
};

export const reversed = (tensor: Tensor): JaxArray =>
  np.flip(plain({ ...tensor, data: stored(np.flip(plain(tensor))) }));

/** Rows of a wider matrix. */
export function padded(tensor: Tensor): JaxArray {
  const { dtype, shape, data } = tensor;
  const length = shape.at(-1);
  if (length === undefined || data.length === 0) return plain(tensor);
  const whole = allocate(dtype, (data.length / length) * (length + 3)).fill(dtype === 'int32' ? -1 : Number.NaN);
  data.forEach((value, at) => {
    whole[Math.floor(at / length) * (length + 3) + (at % length)] = value;
  });
  const wide = plain({ dtype, shape: [...shape.slice(0, -1), length + 3], data: whole });
  return wide.slice(...shape.slice(1).map((): [] => []), [0, length]);
}

/** All but the first and the last index of a longer first axis. */
export function offset(tensor: Tensor): JaxArray {
  const { dtype, shape, data } = tensor;
  const [first, ...others] = shape;
  if (first === undefined || data.length === 0) return plain(tensor);
  const row = data.length / first;
  const whole = allocate(dtype, data.length + 2 * row).fill(dtype === 'int32' ? -1 : Number.NaN);
  whole.set(data, row);
  return plain({ dtype, shape: [first + 2, ...others], data: whole }).slice([1, first + 1]);
}

/** The first index of the first axis alone is stored. */
export function broadcast(tensor: Tensor): JaxArray {
  const whole = plain(tensor);
  if (tensor.shape.length === 0 || tensor.data.length === 0) return whole;
  return np.broadcastTo(whole.slice([0, 1]), [...tensor.shape]);
}

function plain(tensor: Tensor): JaxArray {
  if (isComplex(tensor.dtype)) throw new Unsupported('complex numbers are pairs of arrays');
  return toNative(tensor) as JaxArray;
}

const stored = (array: JaxArray): Tensor['data'] => array.dataSync() as unknown as Tensor['data'];
