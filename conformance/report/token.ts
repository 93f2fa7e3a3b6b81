import { deflateRawSync, inflateRawSync } from 'node:zlib';
import * as z from 'zod';
import type { Case, Layout } from '../../properties/law.ts';
import type { AttributeValue } from '../../spec/attribute.ts';
import {
  allocate,
  arrayTypeOf,
  type Dtype,
  type FloatDtype,
  lengthOf,
  realOf,
  sizeOf,
  type Tensor,
} from '../../spec/tensor.ts';
import type { Request } from '../subject/exchange.ts';

/** What a replay needs: the law and the very bits that it failed on. The seed says where they came from. */
export interface Token {
  readonly law: string;
  readonly dtype: FloatDtype;
  readonly case: Case;
  readonly seed: number;
  /** Calls to make first, where the case fails only after them. */
  readonly before?: readonly Request[];
}

/** Thrown for text that is not a token of this version. */
export class TokenError extends Error {
  override readonly name = 'TokenError';
}

const version = 1;
/** A token that unpacks to more than this was not written by the judge. */
const largest = 2 ** 28;
const dtypes = ['float64', 'float32', 'int32', 'complex128', 'complex64'] as const satisfies readonly Dtype[];

function isTensor(value: unknown): value is Tensor {
  if (typeof value !== 'object' || value === null) return false;
  return 'dtype' in value && 'shape' in value && 'data' in value && ArrayBuffer.isView(value.data);
}

/** A token as text that fits into a command line: base64url of compressed JSON, tensors as little-endian bits. */
export function encodeToken({ law, dtype, case: given, seed, before }: Token): string {
  const calls = before === undefined ? {} : { before: pack(before) };
  const json = JSON.stringify({ v: version, law, dtype, case: pack(given), seed, ...calls });
  return deflateRawSync(json, { level: 9 }).toString('base64url');
}

const shape = z.object({
  v: z.literal(version, { error: 'it was written by another version' }),
  law: z.string(),
  dtype: z.enum(['float64', 'float32']),
  case: z.record(z.string(), z.unknown()),
  seed: z.number(),
  before: z.array(z.unknown()).optional(),
});

const layouts = z.record(
  z.string(),
  z.custom<Layout>((layout) => typeof layout === 'string'),
);

const call = z.looseObject({
  kind: z.enum(['forward', 'gradient']),
  operation: z.string(),
  inputs: z.record(z.string(), z.custom<Tensor>(isTensor)),
  cotangents: z.record(z.string(), z.custom<Tensor>(isTensor)),
  attributes: z.record(z.string(), z.custom<AttributeValue>()),
  layouts,
  cotangentLayouts: layouts,
  storage: z.enum(['own', 'shared', 'aliased']),
  readBack: z.boolean(),
});

/** Reads a token. Throws TokenError, whose message says at which step the text stops being one. */
export function decodeToken(text: string): Token {
  const fail = (why: string): never => {
    throw new TokenError(`not a replay token: ${why}`);
  };
  if (!/^[\w-]+$/.test(text)) fail('it has characters other than letters, digits, - and _; was it copied completely?');
  let json: unknown;
  try {
    json = JSON.parse(inflateRawSync(Buffer.from(text, 'base64url'), { maxOutputLength: largest }).toString('utf8'));
  } catch {
    fail('it does not unpack; was it copied completely?');
  }
  const read = shape.safeParse(json);
  if (!read.success)
    return fail(read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '));
  const { law, dtype, seed, before } = read.data;
  try {
    // A record packs to a record.
    const token = { law, dtype, seed, case: unpack(read.data.case) as Case };
    return before === undefined ? token : { ...token, before: z.array(call).parse(unpack(before)) };
  } catch (error) {
    return fail(error instanceof Error ? error.message : 'its case cannot be read');
  }
}

/** A case as JSON. What JSON cannot hold is a record whose one key starts with `$`. */
function pack(value: unknown): unknown {
  switch (typeof value) {
    case 'number':
      return Number.isFinite(value) && !Object.is(value, -0)
        ? value
        : { $number: Object.is(value, -0) ? '-0' : String(value) };
    case 'bigint':
      return { $bigint: String(value) };
    case 'undefined':
      return { $undefined: true };
    case 'string':
    case 'boolean':
      return value;
    case 'object':
      if (value === null) return null;
      if (Array.isArray(value)) return value.map(pack);
      if (isTensor(value)) return { $tensor: [value.dtype, value.shape, bitsOf(value)] };
      if (Object.keys(value).some((key) => key.startsWith('$')) || ArrayBuffer.isView(value)) break;
      return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, pack(entry)]));
  }
  throw new TypeError(
    `a case must be data that a token can hold: tensors, numbers, text, lists and records; got ${typeof value}`,
  );
}

const tensorParts = z.tuple([z.enum(dtypes), z.array(z.int().nonnegative()), z.base64()]);

function unpack(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(unpack);
  const record = value as Readonly<Record<string, unknown>>;
  if ('$number' in record) return Number(record['$number']);
  if ('$bigint' in record) return BigInt(String(record['$bigint']));
  if ('$undefined' in record) return undefined;
  if ('$tensor' in record) return tensorFrom(...tensorParts.parse(record['$tensor']));
  return Object.fromEntries(Object.entries(record).map(([key, entry]) => [key, unpack(entry)]));
}

function bitsOf({ dtype, data }: Tensor): string {
  const real = realOf[dtype];
  const width = arrayTypeOf[real].BYTES_PER_ELEMENT;
  const view = new DataView(new ArrayBuffer(data.length * width));
  data.forEach((value, at) => {
    if (real === 'float64') view.setFloat64(at * width, value, true);
    else if (real === 'float32') view.setFloat32(at * width, value, true);
    else view.setInt32(at * width, value, true);
  });
  return Buffer.from(view.buffer).toString('base64');
}

function tensorFrom(dtype: Dtype, shape: readonly number[], bits: string): Tensor {
  const bytes = Buffer.from(bits, 'base64');
  const real = realOf[dtype];
  const width = arrayTypeOf[real].BYTES_PER_ELEMENT;
  if (bytes.length !== lengthOf(dtype, shape) * width)
    throw new RangeError(`a tensor of shape [${shape.join(', ')}] has ${bytes.length} bytes`);
  const data = allocate(dtype, sizeOf(shape));
  for (let at = 0; at < data.length; at++) {
    data[at] =
      real === 'float64'
        ? bytes.readDoubleLE(at * width)
        : real === 'float32'
          ? bytes.readFloatLE(at * width)
          : bytes.readInt32LE(at * width);
  }
  return { dtype, shape, data };
}
