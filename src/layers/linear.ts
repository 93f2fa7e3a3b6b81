import type { Gradient, Implementation } from '../../spec/implementation.ts';
import type { linear as specification } from '../../spec/layers/linear.ts';
import { rowMajorStrides, sizeOf } from '../../spec/tensor.ts';
import { requireFloats } from '../_internal/fail.ts';
import { multiplyInto } from '../_internal/product.ts';
import { bindAxes, requireShape } from '../_internal/shapes.ts';
import { sumTo } from '../_internal/sumTo.ts';
import { contiguous, type NdArray, stretch, transpose, zeros } from '../ndArray.ts';

const operation = 'layers.linear';

export const linear: Implementation<typeof specification, NdArray> = ({ x, weight, bias }) => {
  const dtype = requireFloats(operation, { x, weight, bias });
  const { batch, size } = bindAxes(operation, { x: [x, '... i'], weight: [weight, 'o i'], bias: [bias, 'o'] });
  const rows = [sizeOf(batch), size.o];
  const y = bias === undefined ? zeros(dtype, rows) : contiguous(stretch(bias, rows), true);
  multiplyInto(y, asMatrix(x), transpose(weight), 1);
  return inShape(y, [...batch, size.o]);
};

// Y = X W^T + b with the batch as rows: dX = G W, dW = G^T X, db = sum of the rows of G.
export const linearGradient: Gradient<typeof specification, NdArray> = ({ x, weight, bias }, cotangent) => {
  const dtype = requireFloats(operation, { x, weight, bias, cotangent });
  const { batch, size } = bindAxes(operation, { x: [x, '... i'], weight: [weight, 'o i'], bias: [bias, 'o'] });
  requireShape(operation, 'the cotangent', cotangent, [...batch, size.o]);
  const g = asMatrix(cotangent);
  const dx = zeros(dtype, [sizeOf(batch), size.i]);
  const dWeight = zeros(dtype, weight.shape);
  multiplyInto(dx, g, weight);
  multiplyInto(dWeight, transpose(g), asMatrix(x));
  return { x: inShape(dx, x.shape), weight: dWeight, bias: bias && sumTo(g, bias.shape, dtype) };
};

const inShape = (array: NdArray, shape: readonly number[]): NdArray => ({
  ...array,
  shape: [...shape],
  strides: rowMajorStrides(shape),
});

/** All axes but the last as one axis of rows. */
const asMatrix = (array: NdArray): NdArray =>
  array.shape.length === 2
    ? array
    : inShape(contiguous(array), [sizeOf(array.shape.slice(0, -1)), array.shape.at(-1) ?? 1]);
