import { algebra } from '../exactMatrix.ts';
import { bitLength } from '../scalars/dyadic.ts';
import { scalar } from './characteristic.ts';

const { at } = algebra(0);

/** (a / b) 2^power, b other than 0, to 60 bits at least. */
export function quotientOf(a: bigint, b: bigint, power = 0): number {
  const shift = Math.max(0, 64 + bitLength(b) - bitLength(a));
  return at(scalar((a << BigInt(shift)) / b, power - shift), 0, 0);
}
