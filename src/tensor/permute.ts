import type { Gradient, Implementation } from '../../spec/implementation.ts';
import type { permute as specification } from '../../spec/tensor/permute.ts';
import { fail, requireFloats } from '../_internal/fail.ts';
import { requireShape } from '../_internal/shapes.ts';
import { type NdArray, permuteAxes } from '../ndArray.ts';

const operation = 'tensor.permute';

/** A view. */
export const permute: Implementation<typeof specification, NdArray> = ({ x }, { axes }) => {
  requireFloats(operation, { x });
  requirePermutation(x, axes);
  return permuteAxes(x, axes);
};

export const permuteGradient: Gradient<typeof specification, NdArray> = ({ x }, cotangent, { axes }) => {
  requireFloats(operation, { x, cotangent });
  requirePermutation(x, axes);
  requireShape(operation, 'the cotangent', cotangent, permuteAxes(x, axes).shape);
  const inverse = x.shape.map((_, axis) => axes.indexOf(axis));
  return { x: permuteAxes(cotangent, inverse) };
};

function requirePermutation({ shape }: NdArray, axes: readonly number[]): void {
  if (axes.length !== shape.length || !shape.every((_, axis) => axes.includes(axis))) {
    fail(`${operation}/R1`, `axes must be a permutation of 0 to ${shape.length - 1}, got [${axes.join(', ')}]`);
  }
}
