import * as np from 'numpy-ts';
import { type Dtype, realOf, sizeOf, type Tensor, tensorOf } from '../../../spec/tensor.ts';

/** An array of numpy-ts, or what it gives in the place of an array without axes. */
export type Value = np.NDArrayCore | number | bigint | np.Complex;

/** A case that numpy-ts does not offer. */
export class Unsupported extends Error {
  override readonly name = 'Unsupported';
}

/** What is counted or chosen comes in these data types: `argsort` is declared to return float64, sums of int32 are int64. */
const integers = ['int32', 'int64', 'int16', 'int8', 'uint8', 'bool', 'float64'];

export const array = (value: Value): np.NDArrayCore => (value instanceof np.NDArrayCore ? value : np.array(value));

/** The array of a neutral tensor, contiguous. */
export function toNative({ dtype, shape, data }: Tensor): np.NDArrayCore {
  if (dtype === 'bfloat16') throw new Unsupported('no bfloat16');
  const flat = np.empty([sizeOf(shape)], dtype);
  flat.data.set(data as Float64Array);
  return flat.reshape(...shape);
}

/** The elements in row-major order, each read by its index. */
export function fromNative(value: Value, expected: { readonly dtype: Dtype }): Tensor {
  const { dtype, shape, size } = array(value);
  const parts = (at: number) => {
    const element = value instanceof np.NDArrayCore ? value.iget(at) : value;
    if (!(element instanceof np.Complex)) return [Number(element)];
    return [element.re, element.im];
  };
  // A number of JavaScript has no data type: it is rounded to the one that an array would have.
  const known = value instanceof np.NDArrayCore ? dtypeOf(dtype, expected.dtype) : expected.dtype;
  return tensorOf(known, shape, Array.from({ length: size }, (_, at) => parts(at)).flat());
}

function dtypeOf(received: string, expected: Dtype): Dtype {
  if (expected === 'int32' && integers.includes(received)) return 'int32';
  if (received in realOf) return received as Dtype;
  throw new TypeError(`a result of data type ${received}`);
}
