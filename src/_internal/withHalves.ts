import type { Attributes } from '../../spec/attribute.ts';
import type { AnyOperation } from '../../spec/operation.ts';
import { type HalfDtype, isHalf } from '../../spec/tensor.ts';
import { type NdArray, zeros } from '../ndArray.ts';
import type { Cotangent, Nested, Values } from './prepare.ts';
import type { Reference } from './reference.ts';
import { arrayFrom, doubles } from './values.ts';

/** What a reference is, without its types. */
interface Loose {
  (inputs: Nested, attributes: Values): Cotangent;
  gradient(inputs: Nested, cotangent: Cotangent, attributes: Values): Nested;
}

/**
 * An implementation that takes float16 and bfloat16 as well: it computes in double precision, and every element of a result or a
 * gradient is rounded once.
 *
 *     withHalves(add, reference(add, { member: ({ a, b }) => a + b }))
 *
 * Throws TypeError for arrays of two types, as the implementation does.
 */
export function withHalves<S extends string, A extends Attributes>(
  { id }: AnyOperation,
  implementation: Reference<S, A>,
): Reference<S, A> {
  // Its types are those of the record; what passes through here are arrays by name.
  const wide = implementation as unknown as Loose;
  const results = (inputs: Nested, attributes: Values): Cotangent => {
    const half = halfOf(inputs);
    return half === undefined
      ? wide(inputs, attributes)
      : mapped(wide(widened(id, inputs, half), attributes), (array) => narrow(array, half));
  };
  const gradient = (inputs: Nested, cotangent: Cotangent, attributes: Values): Nested => {
    const half = halfOf(inputs);
    if (half === undefined) return wide.gradient(inputs, cotangent, attributes);
    const gradients = wide.gradient(widened(id, inputs, half), widened(id, cotangent, half), attributes);
    return mapped(gradients, (array) => narrow(array, half));
  };
  return Object.assign(results, { gradient }) as unknown as Reference<S, A>;
}

/** The type of 16 bits of the first array that has one. */
const halfOf = (inputs: Nested): HalfDtype | undefined =>
  Object.values(inputs)
    .flatMap((value) => value ?? [])
    .map(({ dtype }) => dtype)
    .find(isHalf);

const widened = <Arrays extends Cotangent | Nested>(operation: string, arrays: Arrays, half: HalfDtype): Arrays =>
  mapped(arrays, (array) => {
    if (array.dtype === 'int32') return array;
    if (array.dtype !== half) {
      throw new TypeError(
        `${operation}/signature: every array must be ${half} like the other inputs, got ${array.dtype}`,
      );
    }
    const wide = zeros('float64', array.shape);
    return { ...wide, data: doubles(array) };
  });

const narrow = (array: NdArray, half: HalfDtype): NdArray =>
  array.dtype === 'int32' ? array : arrayFrom(half, array.shape, doubles(array));

/** An array, a list of them, or some by name, each replaced. */
function mapped<Arrays extends Cotangent | Nested>(arrays: Arrays, f: (array: NdArray) => NdArray): Arrays {
  const each = (value: unknown): unknown => {
    if (value === undefined) return undefined;
    if (Array.isArray(value)) return value.map(each);
    const record = value as NdArray | Nested;
    return isArray(record)
      ? f(record)
      : Object.fromEntries(Object.entries(record).map(([name, one]) => [name, each(one)]));
  };
  return each(arrays) as Arrays;
}

const isArray = (value: NdArray | Nested): value is NdArray => 'strides' in value && Array.isArray(value.strides);
