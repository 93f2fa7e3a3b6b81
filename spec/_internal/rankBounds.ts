import type { Algebra, ExactMatrix } from '../exactMatrix.ts';
import { thresholds } from '../thresholds.ts';
import { eigenvalue, inUnitsOf, smallGram } from './characteristic.ts';
import { largerSize } from './holds.ts';

/** The singular values of a matrix in units in which its largest entry is about 1, to 60 bits of s_1, descending. */
export function singularValuesIn(given: ExactMatrix, { at }: Algebra): number[] {
  const [a] = inUnitsOf(given, given);
  const square = smallGram(a);
  return Array.from({ length: square.rows }, (_, i) => Math.sqrt(at(eigenvalue(square, i), 0, 0)));
}

/**
 * The least and the largest rank by singular values above max(m, n) eps s_1, each of them off by 35 max(m, n) eps s_1 as LAPACK allows:
 * what lies 36 times above the tolerance counts, and what lies 36 times below it does not.
 */
export function rankBounds(a: ExactMatrix, algebra: Algebra): readonly [least: number, most: number] {
  const values = singularValuesIn(a, algebra);
  const tolerance = largerSize(a) * 2 * algebra.u * (values[0] ?? 0);
  const above = (limit: number) => values.filter((value) => value > limit).length;
  return [above((1 + thresholds.singular) * tolerance), above(tolerance / (1 + thresholds.singular))];
}
