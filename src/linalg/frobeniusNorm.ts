import type { Gradient, Implementation } from '../../spec/implementation.ts';
import type { frobeniusNorm as specification } from '../../spec/linalg/frobeniusNorm.ts';
import { forEachMember } from '../_internal/batch.ts';
import { normalizer } from '../_internal/exponent.ts';
import { requireFloats } from '../_internal/fail.ts';
import { bindAxes, requireShape } from '../_internal/shapes.ts';
import { doubles, scalarOf, store } from '../_internal/values.ts';
import { type NdArray, zeros } from '../ndArray.ts';

const operation = 'linalg.frobeniusNorm';

export const frobeniusNorm: Implementation<typeof specification, NdArray> = ({ a }) => {
  const dtype = requireFloats(operation, { a });
  const { batch } = bindAxes(operation, { a: [a, '... m n'] });
  const norms = zeros(dtype, batch);
  forEachMember(
    batch,
    [
      [a, 2],
      [norms, 0],
    ],
    (matrix, norm) => store(norm, [normOf(doubles(matrix))]),
  );
  return norms;
};

export const frobeniusNormGradient: Gradient<typeof specification, NdArray> = ({ a }, cotangent) => {
  const dtype = requireFloats(operation, { a, cotangent });
  const { batch } = bindAxes(operation, { a: [a, '... m n'] });
  requireShape(operation, 'the cotangent', cotangent, batch);
  const gradient = zeros(dtype, a.shape);
  forEachMember(
    batch,
    [
      [a, 2],
      [cotangent, 0],
      [gradient, 2],
    ],
    (matrix, g, result) => {
      const values = doubles(matrix);
      const norm = normOf(values);
      store(
        result,
        values.map((value) => (norm === 0 ? 0 : scalarOf(g) * (value / norm))),
      );
    },
  );
  return { a: gradient };
};

/** Scaled by a power of two before squaring, so that nothing overflows or underflows that the result can hold. */
function normOf(values: Float64Array): number {
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  // Also NaN and Infinity, which Math.max hands on.
  if (!(largest > 0 && largest < Number.POSITIVE_INFINITY)) return largest;
  const scale = normalizer(largest);
  const squares = values.reduce((sum, value) => sum + (value * scale) ** 2, 0);
  return Math.sqrt(squares) / scale;
}
