import { algebra, type ExactMatrix } from '../exactMatrix.ts';
import { bitLength } from '../scalars/dyadic.ts';

const { at } = algebra(0);

/** ln |x| of a 1 by 1 matrix, to a few roundings; minus infinity of 0. */
export function logOf(x: ExactMatrix): number {
  const bits = bitLength(x.entries[0] ?? 0n);
  return Math.log(Math.abs(at({ ...x, exponent: -bits }, 0, 0))) + (bits + x.exponent) * Math.LN2;
}
