import { arrayTypeOf, type Tensor, type TypedArray } from '../../../spec/tensor.ts';
import type { Tensors } from '../exchange.ts';

/** Bytes before, between and after tensors that share a buffer. */
const gap = 24;

/** Copies of some tensors whose data are views of one buffer; what lies between them is NaN in every type of number. */
export function inOneBuffer(tensors: Tensors): Tensors {
  const rounded = (bytes: number) => Math.ceil(bytes / 8) * 8;
  const total = Object.values(tensors).reduce((sum, { data }) => sum + rounded(data.byteLength) + gap, gap);
  const buffer = new ArrayBuffer(total);
  // All bits set: NaN as float64 and as float32, -1 as int32.
  new Uint8Array(buffer).fill(0xff);
  let offset = gap;
  return Object.fromEntries(
    Object.entries(tensors).map(([name, { dtype, shape, data }]) => {
      const view: TypedArray = new arrayTypeOf[dtype](buffer, offset, data.length);
      view.set(data);
      offset += rounded(data.byteLength) + gap;
      return [name, { dtype, shape: [...shape], data: view }];
    }),
  );
}

/** Whether two tensors hold the same: type, shape and bits of every element. */
export const isSame = (a: Tensor, b: Tensor): boolean =>
  a.dtype === b.dtype && a.shape.join() === b.shape.join() && a.data.every((value, at) => Object.is(value, b.data[at]));
