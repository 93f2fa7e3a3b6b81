import { linear as specification } from '../../spec/layers/linear.ts';
import { sizeOf } from '../../spec/tensor.ts';
import { arrayReference } from '../_internal/arrayReference.ts';
import { multiplyInto } from '../_internal/product.ts';
import { contiguous, inShape, type NdArray, stretch, transpose, zeros } from '../ndArray.ts';

export const linear = arrayReference(specification, {
  halves: true,
  whole({ x, weight, bias }, _, { dtype, batch, sizes }) {
    const rows = [sizeOf(batch), sizes.o];
    const y = bias === undefined ? zeros(dtype, rows) : contiguous(stretch(bias, rows), true);
    multiplyInto(y, asMatrix(x), transpose(weight), 1);
    return inShape(y, [...batch, sizes.o]);
  },
  // Y = X W^T + b with the batch as rows: dX = G W, dW = G^T X, db = sum of the rows of G.
  pullback({ x, weight }, cotangent, _, { dtype, batch, sizes }) {
    const g = asMatrix(cotangent);
    const dx = zeros(dtype, [sizeOf(batch), sizes.i]);
    const dWeight = zeros(dtype, weight.shape);
    multiplyInto(dx, g, weight);
    multiplyInto(dWeight, transpose(g), asMatrix(x));
    return { x: inShape(dx, x.shape), weight: dWeight, bias: g };
  },
});

/** All axes but the last as one axis of rows. */
const asMatrix = (array: NdArray): NdArray =>
  array.shape.length === 2 ? array : inShape(array, [sizeOf(array.shape.slice(0, -1)), array.shape.at(-1) ?? 1]);
