import type { Gradient, Implementation } from '../../spec/implementation.ts';
import type { broadcastTo as specification } from '../../spec/tensor/broadcastTo.ts';
import { fail, requireFloats } from '../_internal/fail.ts';
import { requireShape } from '../_internal/shapes.ts';
import { sumTo } from '../_internal/sumTo.ts';
import { type NdArray, stretch } from '../ndArray.ts';

const operation = 'tensor.broadcastTo';

/** A view: stretched axes have stride 0. */
export const broadcastTo: Implementation<typeof specification, NdArray> = ({ x }, { shape }) => {
  requireFloats(operation, { x });
  requireStretchable(x, shape);
  return stretch(x, shape);
};

export const broadcastToGradient: Gradient<typeof specification, NdArray> = ({ x }, cotangent, { shape }) => {
  const dtype = requireFloats(operation, { x, cotangent });
  requireStretchable(x, shape);
  requireShape(operation, 'the cotangent', cotangent, shape);
  return { x: sumTo(cotangent, x.shape, dtype) };
};

function requireStretchable(x: NdArray, shape: readonly number[]): void {
  const extra = shape.length - x.shape.length;
  const sizes = shape.every((size) => Number.isInteger(size) && size >= 0);
  if (extra < 0 || !sizes || !x.shape.every((size, axis) => size === 1 || size === shape[extra + axis])) {
    fail(`${operation}/R1`, `shape must be one that [${x.shape.join(', ')}] broadcasts to, got [${shape.join(', ')}]`);
  }
}
