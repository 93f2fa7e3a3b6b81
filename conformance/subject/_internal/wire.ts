import * as z from 'zod';
import type { AttributeValue } from '../../../spec/attribute.ts';
import { type AnyOperation, attributesOf } from '../../../spec/operation.ts';
import { arrayTypeOf, type Dtype, isHalf, lengthOf, type Tensor, type TypedArray } from '../../../spec/tensor.ts';
import { halfBitsOf, halfOfBits } from './halfBits.ts';

/** Thrown for what does not say a tensor; the message says what is wrong with it. */
export class WireError extends Error {
  override readonly name = 'WireError';
}

/** Bytes of one number of a tensor on the wire: of a complex element, of either of its parts. */
const bytesPerNumber = {
  float64: 8,
  float32: 4,
  float16: 2,
  bfloat16: 2,
  int32: 4,
  complex128: 8,
  complex64: 4,
  // Types of libraries, which stand for int32.
  int64: 8,
  int16: 2,
  int8: 1,
  uint8: 1,
  bool: 1,
} as const;

type WireDtype = keyof typeof bytesPerNumber;
const wireDtypes = Object.keys(bytesPerNumber) as [WireDtype, ...WireDtype[]];

/** A tensor as it crosses: its elements in row-major order, as base64 of little-endian bits. */
export const wireTensor = z.object({
  dtype: z.enum(wireDtypes),
  shape: z.array(z.int().nonnegative()).max(64),
  data: z.base64({ error: 'must be the base64 of the elements' }),
});
export type WireTensor = z.infer<typeof wireTensor>;

const isLittleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;
if (!isLittleEndian) throw new Error('tensor-laws judges other languages on little-endian machines only');

export function encodeTensor({ dtype, shape, data }: Tensor): WireTensor {
  const bits = isHalf(dtype) ? Uint16Array.from(data, (value) => halfBitsOf(dtype, value)) : data;
  return {
    dtype,
    shape: [...shape],
    data: Buffer.from(bits.buffer, bits.byteOffset, bits.byteLength).toString('base64'),
  };
}

const int32Of = (value: number | bigint): number => {
  const narrow = Number(value);
  if (narrow !== Math.trunc(narrow) || narrow !== (narrow | 0))
    throw new WireError(`${value} among its data, which is no int32`);
  return narrow;
};

/** The tensor that crossed. Integers of any width and truth values become int32. Throws WireError. */
export function decodeTensor({ dtype, shape, data }: WireTensor): Tensor {
  const bytes = Buffer.from(data, 'base64');
  const named: Dtype = dtype in arrayTypeOf ? (dtype as Dtype) : 'int32';
  const count = lengthOf(named, shape);
  if (bytes.length !== count * bytesPerNumber[dtype]) {
    throw new WireError(
      `${bytes.length} bytes of data for a ${dtype}[${shape.join(', ')}], which has ${count * bytesPerNumber[dtype]}`,
    );
  }
  return { dtype: named, shape, data: numbersOf(dtype, bytes, count) };
}

function numbersOf(dtype: WireDtype, bytes: Buffer, count: number): TypedArray {
  // A copy of its own, which begins where a typed array may.
  const buffer = new Uint8Array(bytes).buffer;
  switch (dtype) {
    case 'float16':
    case 'bfloat16':
      return Float32Array.from(new Uint16Array(buffer), (half) => halfOfBits(dtype, half));
    case 'int64':
      return Int32Array.from(new BigInt64Array(buffer) as unknown as ArrayLike<number>, int32Of);
    case 'int16':
      return Int32Array.from(new Int16Array(buffer));
    case 'int8':
      return Int32Array.from(new Int8Array(buffer));
    case 'uint8':
    case 'bool':
      return Int32Array.from(new Uint8Array(buffer));
    default:
      return new arrayTypeOf[dtype](buffer, 0, count);
  }
}

/** A real attribute as it crosses: many languages tell 1.0 from 1, and JSON has neither NaN, infinities nor -0. */
type WireReal = { readonly real: number | 'NaN' | 'Infinity' | '-Infinity' | '-0' };

const wireReal = (value: number): WireReal => ({
  real: Object.is(value, -0) ? '-0' : Number.isFinite(value) ? value : (String(value) as 'NaN'),
});

/** A value as it crosses: whole numbers as they are, unless the record says that they are reals. */
function encodeValue(value: AttributeValue, isReal: boolean): unknown {
  if (typeof value === 'object' && value !== null) return value.map((one) => encodeValue(one, false));
  return typeof value === 'number' && (isReal || !Number.isInteger(value)) ? wireReal(value) : value;
}

/** The attributes of a call, reals apart from whole numbers. */
export function encodeAttributes(
  operation: AnyOperation,
  attributes: Readonly<Record<string, AttributeValue>>,
): Record<string, unknown> {
  const domains = attributesOf(operation);
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [name, encodeValue(value, domains[name]?.kind === 'real')]),
  );
}
