import { type Array as JaxArray, numpy as np } from '@jax-js/jax';
import { type Dtype, isComplex, isHalf, type Tensor, tensorOf } from '../../../spec/tensor.ts';

export type { JaxArray };

/** Complex numbers, which jax-js has as a pair of arrays. */
export interface Pair {
  readonly real: JaxArray;
  readonly imag: JaxArray;
}

export type Value = JaxArray | Pair;

/** A case that jax-js does not offer. */
export class Unsupported extends Error {
  override readonly name = 'Unsupported';
}

export const isPair = (value: Value): value is Pair => 'real' in value;

/** Another reference to the same value, for a call that uses it up. */
export const again = (value: Value): Value =>
  isPair(value) ? { real: value.real.ref, imag: value.imag.ref } : value.ref;

export function toNative({ dtype, shape, data }: Tensor): Value {
  if (!isComplex(dtype)) return arrayOf(dtype, shape, data);
  const part = (of: number) => data.filter((_, at) => at % 2 === of);
  const real = dtype === 'complex128' ? 'float64' : 'float32';
  return { real: arrayOf(real, shape, part(0)), imag: arrayOf(real, shape, part(1)) };
}

function arrayOf(dtype: Dtype, shape: readonly number[], data: ArrayLike<number>): JaxArray {
  if (dtype === 'bfloat16' || isComplex(dtype)) throw new Unsupported(`no ${dtype}`);
  const native = np.DType[nameOf[dtype]];
  // `array` takes no empty typed array.
  if (data.length === 0) return np.zeros([...shape], { dtype: native });
  const elements = isHalf(dtype) ? Float16Array.from(data) : (data as Float64Array<ArrayBuffer>);
  return np.array(elements as Float64Array<ArrayBuffer>, { shape: [...shape], dtype: native });
}

const nameOf = { float64: 'Float64', float32: 'Float32', float16: 'Float16', int32: 'Int32' } as const;

export function fromNative(value: Value): Tensor {
  if (!isPair(value)) {
    const data = value.ref.dataSync();
    // Masks and counts are what the library has as booleans and unsigned numbers.
    const dtype = value.dtype === 'bool' || value.dtype === 'uint32' ? 'int32' : value.dtype;
    return tensorOf(dtype as Dtype, value.shape, Array.from(data, Number));
  }
  const [real, imag] = [value.real.ref.dataSync(), value.imag.ref.dataSync()];
  const parts = Array.from(real, (part, at) => [Number(part), Number(imag[at])]).flat();
  return tensorOf(value.real.dtype === 'float64' ? 'complex128' : 'complex64', value.real.shape, parts);
}
