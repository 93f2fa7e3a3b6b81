import { largestMagnitude } from '../../_internal/dense/scale.ts';

/** The p-norm in units of the largest entry, so that no power of an entry overflows, and none that counts underflows. */
export function pNormOf(x: Float64Array, p: number): number {
  const largest = largestMagnitude(x);
  if (largest === 0 || !Number.isFinite(largest)) return largest;
  return largest * x.reduce((sum, value) => sum + (Math.abs(value) / largest) ** p, 0) ** (1 / p);
}
