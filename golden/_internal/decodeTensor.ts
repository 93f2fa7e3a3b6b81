import { allocate, type Dtype, isComplex, realOf, sizeOf, type Tensor } from '../../spec/tensor.ts';
import type { EncodedTensor } from './record.ts';

/** How the numbers of a data type lie on disk. */
const stored = {
  float64: { bytes: 8, read: (view, at) => view.getFloat64(at, true) },
  float32: { bytes: 4, read: (view, at) => view.getFloat32(at, true) },
  int32: { bytes: 4, read: (view, at) => view.getInt32(at, true) },
  float16: { bytes: 2, read: (view, at) => float16Of(view.getUint16(at, true)) },
  // The upper half of the bits of float32.
  bfloat16: { bytes: 2, read: (view, at) => float32Of(view.getUint16(at, true) << 16) },
} as const satisfies Record<
  (typeof realOf)[Dtype],
  { readonly bytes: number; readonly read: (view: DataView, at: number) => number }
>;

const scratch = new DataView(new ArrayBuffer(4));

function float32Of(bits: number): number {
  scratch.setInt32(0, bits);
  return scratch.getFloat32(0);
}

/** A sign, five bits of exponent and ten of significand; Node 22 has no Float16Array. */
function float16Of(bits: number): number {
  const [sign, exponent, significand] = [bits & 0x8000 ? -1 : 1, (bits >> 10) & 31, bits & 1023];
  if (exponent === 31) return significand === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (exponent === 0 ? significand * 2 ** -24 : (1024 + significand) * 2 ** (exponent - 25));
}

/**
 * The tensor whose little-endian bits are `encoded.data`.
 *
 * Throws RangeError when the number of bytes is not that of the shape, or when `values` shows a reader other numbers.
 */
export function decodeTensor(encoded: EncodedTensor): Tensor {
  const { dtype, shape } = encoded;
  const data = allocate(dtype, sizeOf(shape));
  const bytes = Buffer.from(encoded.data, 'base64');
  const { bytes: width, read } = stored[realOf[dtype]];
  if (bytes.length !== width * data.length) {
    throw new RangeError(
      `${dtype} of shape [${shape.join(', ')}] takes ${width * data.length} bytes, got ${bytes.length}`,
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let k = 0; k < data.length; k++) data[k] = read(view, width * k);
  if (encoded.values !== undefined) {
    const shown = flatten(encoded.values, isComplex(dtype) ? [...shape, 2] : shape);
    const wrong = shown.findIndex((value, k) => !Object.is(value, data[k]));
    if (wrong >= 0)
      throw new RangeError(`values shows ${shown[wrong]} where data holds ${data[wrong]}, at element ${wrong}`);
  }
  return { dtype, shape, data };
}

/** The numbers of nested lists in row-major order; throws RangeError when the nesting is not `shape`. */
function flatten(values: EncodedTensor['values'], shape: readonly number[]): number[] {
  const [length, ...inner] = shape;
  if (length === undefined) {
    if (typeof values === 'number' || typeof values === 'string') return [Number(values)];
  } else if (Array.isArray(values) && values.length === length) {
    return values.flatMap((value) => flatten(value, inner));
  }
  throw new RangeError(`values is not nested as its shape says: expected [${shape.join(', ')}]`);
}
