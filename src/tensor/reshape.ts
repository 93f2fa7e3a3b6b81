import type { Gradient, Implementation } from '../../spec/implementation.ts';
import type { reshape as specification } from '../../spec/tensor/reshape.ts';
import { rowMajorStrides, sizeOf } from '../../spec/tensor.ts';
import { fail, requireFloats } from '../_internal/fail.ts';
import { requireShape } from '../_internal/shapes.ts';
import { contiguous, type NdArray } from '../ndArray.ts';

const operation = 'tensor.reshape';

/** A view where the elements lie in row-major order, otherwise a copy. */
export const reshape: Implementation<typeof specification, NdArray> = ({ x }, { shape }) => {
  requireFloats(operation, { x });
  return inShape(x, inferred(x, shape));
};

export const reshapeGradient: Gradient<typeof specification, NdArray> = ({ x }, cotangent, { shape }) => {
  requireFloats(operation, { x, cotangent });
  requireShape(operation, 'the cotangent', cotangent, inferred(x, shape));
  return { x: inShape(cotangent, x.shape) };
};

const inShape = (array: NdArray, shape: readonly number[]): NdArray => ({
  ...contiguous(array),
  shape: [...shape],
  strides: rowMajorStrides(shape),
});

/** The target shape with its -1, if it has one, replaced by the size that the number of elements leaves. */
function inferred(x: NdArray, shape: readonly number[]): number[] {
  const elements = sizeOf(x.shape);
  const open = shape.filter((size) => size === -1).length;
  const fixed = sizeOf(shape.filter((size) => size !== -1));
  if (open > 1 || (open === 1 && fixed === 0) || !shape.every((size) => Number.isInteger(size) && size >= -1)) {
    const rule = 'shape must hold integers that are at least -1, at most one -1, and none beside a 0';
    fail(`${operation}/R2`, `${rule}, got [${shape.join(', ')}]`);
  }
  const target = shape.map((size) => (size === -1 ? elements / fixed : size));
  if (sizeOf(target) !== elements || !target.every(Number.isInteger)) {
    fail(
      `${operation}/R1`,
      `shape must hold ${elements} elements, like [${x.shape.join(', ')}], got [${shape.join(', ')}]`,
    );
  }
  return target;
}
