import { Tensor } from 'onnxruntime-node';
import { defineAdapter } from '../../conformance/adapter.ts';
import { isComplex, type Tensor as Neutral, realOf } from '../../spec/tensor.ts';
import { operations } from './_internal/operations.ts';
import { Unsupported } from './_internal/run.ts';

type Data = Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer> | Int32Array<ArrayBuffer>;

/** A complex number is an axis of two numbers. */
function toNative({ dtype, shape, data }: Neutral): Tensor {
  const real = realOf[dtype];
  if (real === 'float16' || real === 'bfloat16') throw new Unsupported(`no ${dtype}`);
  return new Tensor(data as Data, isComplex(dtype) ? [...shape, 2] : [...shape]);
}

function fromNative({ type, dims, data }: Tensor, expected: { readonly dtype: Neutral['dtype'] }): Neutral {
  if (type === 'int64') return { dtype: 'int32', shape: dims, data: Int32Array.from(data as BigInt64Array, Number) };
  if (type === 'int32') return { dtype: 'int32', shape: dims, data: data as Int32Array };
  if (type !== 'float32' && type !== 'float64') throw new Error(`a result of type ${type}`);
  if (isComplex(expected.dtype))
    return {
      dtype: type === 'float32' ? 'complex64' : 'complex128',
      shape: dims.slice(0, -1),
      data: data as Float32Array,
    };
  return { dtype: type, shape: dims, data: data as Float32Array };
}

/**
 * ONNX Runtime 1.30 on the CPU: each operation by a model of one operator of set 23, made here. Declared conventions, none of which
 * counts as a bug:
 * - attributes are of single precision, seeds of random operators too;
 * - the weight of what is new in BatchNormalization is 1 - momentum, and what it averages the variance divided by n;
 * - complex numbers are an axis of two numbers; the gates of LSTM stand in the order i o f c;
 * - a number of parts that does not divide an axis gives a smaller last part;
 * - not every operator has a kernel for double precision, and it says so.
 */
export default defineAdapter<Tensor>({
  name: 'onnxruntime',
  version: '1.30.0',
  profile: { dtype: ['float32', 'float64'], operations: { 'sequence.*': { batches: 'leading' } } },
  toNative,
  fromNative,
  operations,
});
