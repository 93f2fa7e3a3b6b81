import type { Gradient, Implementation } from '../../spec/implementation.ts';
import type { mul as specification } from '../../spec/tensor/mul.ts';
import type { NdArray } from '../ndArray.ts';
import { zip, zipGradient } from './_internal/zip.ts';

export const mul: Implementation<typeof specification, NdArray> = ({ a, b }) =>
  zip('tensor.mul', { a, b }, (x, y) => x * y);

export const mulGradient: Gradient<typeof specification, NdArray> = ({ a, b }, cotangent) =>
  zipGradient('tensor.mul', { a, b }, cotangent, { a: (g, _, y) => g * y, b: (g, x) => g * x });
