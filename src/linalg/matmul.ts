import { matmul as specification } from '../../spec/linalg/matmul.ts';
import { arrayReference } from '../_internal/arrayReference.ts';
import { multiply } from '../_internal/product.ts';
import { transpose } from '../ndArray.ts';

export const matmul = arrayReference(specification, {
  halves: true,
  whole: ({ a, b }, _, { dtype, batch }) => multiply(dtype, batch, a, b),
  // C = A B: dA = G B^T and dB = A^T G.
  pullback: ({ a, b }, g, _, { dtype, batch }) => ({
    a: multiply(dtype, batch, g, transpose(b)),
    b: multiply(dtype, batch, transpose(a), g),
  }),
});
