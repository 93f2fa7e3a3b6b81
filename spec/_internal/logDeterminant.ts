import type { Algebra, ExactMatrix } from '../exactMatrix.ts';
import { magnitudeOf, scalar, scaled, symmetricFunctions } from './characteristic.ts';
import { determinantAllowance } from './determinantAllowance.ts';
import { logOf } from './exactLog.ts';

/** What is known of det A: the share of itself that it may be off, and ln |det A| of A over the power of two of its largest entry. */
export function logDeterminant(a: ExactMatrix, algebra: Algebra) {
  const shift = magnitudeOf(a);
  const unit = scaled(a, -shift);
  const determinant = scalar(symmetricFunctions(unit)[a.rows] ?? 1n, a.rows * unit.exponent);
  const size = Math.abs(algebra.at(determinant, 0, 0));
  const share = algebra.ratio(determinantAllowance(unit, algebra), size);
  return {
    share,
    logUnit: logOf(determinant),
    logScale: shift * Math.LN2,
    isNegative: (determinant.entries[0] ?? 0n) < 0n,
  };
}
