import {
  arrayTypeOf,
  type Dtype,
  isComplex,
  lengthOf,
  realOf,
  type Tensor,
  type TypedArray,
  tensorOf,
} from '../../../spec/tensor.ts';
import type { LooseAdapter } from '../description.ts';
import { describeValue, isUnsupported, messageOf } from '../exchange.ts';
import type { Expected } from './expected.ts';

/** Thrown when a value is not the tensor that was due; the message says what was expected and what came. */
export class Malformed extends Error {
  override readonly name = 'Malformed';
}

export const describeTensor = ({ dtype, shape }: Expected): string => `${dtype}[${shape.join(', ')}]`;

/**
 * The neutral tensor of a value that an adapter gave, checked against what is due and copied, so that nothing the adapter does
 * later can change it. Throws Malformed; an error named Unsupported passes through.
 */
export async function readTensor(adapter: LooseAdapter, value: unknown, due: Expected, label: string): Promise<Tensor> {
  const fail = (received: string): never => {
    throw new Malformed(`${label} must be ${describeTensor(due)}, got ${received}`);
  };
  if (value === undefined || value === null) return fail(describeValue(value));
  // A scalar of a library that returns plain numbers needs no conversion.
  if (typeof value === 'number' && due.shape.length === 0 && !isComplex(due.dtype)) {
    return due.dtype === 'int32' && !Number.isInteger(value)
      ? fail(describeValue(value))
      : tensorOf(due.dtype, [], [value]);
  }
  let tensor: unknown;
  try {
    tensor = await adapter.fromNative(value, { dtype: due.dtype, shape: [...due.shape] });
  } catch (error) {
    if (isUnsupported(error)) throw error;
    return fail(`${describeValue(value)}, which fromNative cannot read: ${messageOf(error)}`);
  }
  return checkTensor(tensor, due, fail);
}

function checkTensor(tensor: unknown, due: Expected, fail: (received: string) => never): Tensor {
  if (typeof tensor !== 'object' || tensor === null) return fail(`${describeValue(tensor)} from fromNative`);
  const { dtype, shape: given, data } = tensor as { readonly [K in keyof Tensor]?: unknown };
  if (!isDtype(dtype)) {
    return fail(`a result whose dtype is ${describeValue(dtype)}`);
  }
  if (!Array.isArray(given)) return fail(`a result whose shape is ${describeValue(given)}`);
  // Read once: a list that answers differently each time is not one to reason about.
  const shape: readonly unknown[] = Array.from(given.slice(0, longestShape));
  if (!shape.every((size) => Number.isInteger(size) && Number(size) >= 0)) {
    return fail(`a result whose shape is [${shape.slice(0, 8).map(describeSize).join(', ')}]`);
  }
  const sizes = shape.map(Number);
  const widened = due.wider === true && realOf[due.dtype] === 'float32' && dtype === wider[due.dtype];
  if ((dtype !== due.dtype && !widened) || sizes.join() !== due.shape.join()) {
    return fail(describeTensor({ dtype, shape: sizes }));
  }
  const kind = arrayTypeOf[dtype];
  if (!(data instanceof kind)) return fail(`data that is ${describeValue(data)}, not a ${kind.name}`);
  const size = lengthOf(dtype, due.shape);
  if (data.length !== size) return fail(`${data.length} elements of data for the ${size} of the shape`);
  // Not by a method of the data, which a class of the library's own may have replaced.
  const copy = new kind(data);
  if (copy.length !== size) return fail('data whose length changes');
  return widened ? tensorOf(due.dtype, sizes, copy) : { dtype, shape: sizes, data: copy };
}

const isDtype = (value: unknown): value is Dtype => typeof value === 'string' && Object.hasOwn(arrayTypeOf, value);

const wider: Partial<Record<Dtype, Dtype>> = { float32: 'float64', complex64: 'complex128' };

/** Longer shapes are cut off: they fit nothing. */
const longestShape = 64;

const describeSize = (size: unknown): string => (typeof size === 'number' ? String(size) : describeValue(size));

/** A copy that shares no memory with its original. */
export const copyTensor = ({ dtype, shape, data }: Tensor): Tensor => ({
  dtype,
  shape: [...shape],
  data: data.slice() as TypedArray,
});
