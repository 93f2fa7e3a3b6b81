import type { Tensor } from '../../spec/tensor.ts';
import { encodeTensor } from './_internal/wire.ts';

export { encodeAttributes } from './_internal/wire.ts';

/** The elements of a tensor in row-major order, as little-endian bits; halves take two bytes. */
export const bytesOf = (tensor: Tensor): Buffer => Buffer.from(encodeTensor(tensor).data, 'base64');
