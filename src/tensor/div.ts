import type { Gradient, Implementation } from '../../spec/implementation.ts';
import type { div as specification } from '../../spec/tensor/div.ts';
import type { NdArray } from '../ndArray.ts';
import { zip, zipGradient } from './_internal/zip.ts';

export const div: Implementation<typeof specification, NdArray> = ({ a, b }) =>
  zip('tensor.div', { a, b }, (x, y) => x / y);

export const divGradient: Gradient<typeof specification, NdArray> = ({ a, b }, cotangent) =>
  zipGradient('tensor.div', { a, b }, cotangent, {
    a: (g, _, y) => g / y,
    b: (g, x, y) => -(g / y) * (x / y),
  });
