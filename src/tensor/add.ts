import type { Gradient, Implementation } from '../../spec/implementation.ts';
import type { add as specification } from '../../spec/tensor/add.ts';
import type { NdArray } from '../ndArray.ts';
import { zip, zipGradient } from './_internal/zip.ts';

export const add: Implementation<typeof specification, NdArray> = ({ a, b }) =>
  zip('tensor.add', { a, b }, (x, y) => x + y);

export const addGradient: Gradient<typeof specification, NdArray> = ({ a, b }, cotangent) =>
  zipGradient('tensor.add', { a, b }, cotangent, { a: (g) => g, b: (g) => g });
