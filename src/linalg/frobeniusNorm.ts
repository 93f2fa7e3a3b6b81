import { frobeniusNorm as specification } from '../../spec/linalg/frobeniusNorm.ts';
import { at, build } from '../_internal/dense/matrix.ts';
import { normalizer } from '../_internal/exponent.ts';
import { reference } from '../_internal/reference.ts';

/** Scaled by a power of two before squaring, so that nothing overflows or underflows that the result can hold. */
function normOf(values: Float64Array): number {
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  // Also NaN and Infinity, which Math.max hands on.
  if (!(largest > 0 && largest < Number.POSITIVE_INFINITY)) return largest;
  const scale = normalizer(largest);
  const squares = values.reduce((sum, value) => sum + (value * scale) ** 2, 0);
  return Math.sqrt(squares) / scale;
}

export const frobeniusNorm = reference(specification, {
  member: ({ a }) => normOf(a.data),
  pullback({ a }, g) {
    const norm = normOf(a.data);
    return { a: build(a.rows, a.columns, (i, j) => (norm === 0 ? 0 : g * (at(a, i, j) / norm))) };
  },
});
