import { type Dtype, isComplex, type Tensor } from '../../spec/tensor.ts';
import { bytesOf } from '../subject/encoding.ts';

const names: Readonly<Record<Dtype, string>> = {
  float64: 'F64',
  float32: 'F32',
  float16: 'F16',
  bfloat16: 'BF16',
  int32: 'I32',
  // The format has no complex numbers that every reader knows: their parts are a last axis of two.
  complex128: 'F64',
  complex64: 'F32',
};

/** Tensors by name as a file of safetensors. */
export function safetensors(tensors: Readonly<Record<string, Tensor>>): Buffer {
  const header: Record<string, object> = {};
  const data: Buffer[] = [];
  let offset = 0;
  for (const [name, tensor] of Object.entries(tensors)) {
    const { dtype, shape } = tensor;
    const bytes = bytesOf(tensor);
    header[name] = {
      dtype: names[dtype],
      shape: isComplex(dtype) ? [...shape, 2] : shape,
      data_offsets: [offset, offset + bytes.length],
    };
    offset += bytes.length;
    data.push(bytes);
  }
  const text = JSON.stringify(header);
  // Data begin at a multiple of eight bytes; spaces may stand behind the header.
  const padded = Buffer.from(text.padEnd(Math.ceil(Buffer.byteLength(text) / 8) * 8));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(padded.length));
  return Buffer.concat([length, padded, ...data]);
}
