import { allocate, isComplex, realOf, sizeOf, type Tensor } from '../../spec/tensor.ts';
import type { EncodedTensor } from './record.ts';

/**
 * The tensor whose little-endian bits are `encoded.data`.
 *
 * Throws RangeError when the number of bytes is not that of the shape, or when `values` shows a reader other numbers.
 */
export function decodeTensor(encoded: EncodedTensor): Tensor {
  const { dtype, shape } = encoded;
  const data = allocate(dtype, sizeOf(shape));
  const bytes = Buffer.from(encoded.data, 'base64');
  if (bytes.length !== data.byteLength) {
    throw new RangeError(`${dtype} of shape [${shape.join(', ')}] takes ${data.byteLength} bytes, got ${bytes.length}`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let k = 0; k < data.length; k++) {
    data[k] =
      realOf[dtype] === 'float64'
        ? view.getFloat64(8 * k, true)
        : realOf[dtype] === 'float32'
          ? view.getFloat32(4 * k, true)
          : view.getInt32(4 * k, true);
  }
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
