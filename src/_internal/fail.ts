import type { FloatDtype } from '../../spec/tensor.ts';
import type { NdArray } from '../ndArray.ts';

/** Refuses an argument: the message names clause, rule and what was received. Throws RangeError. */
export function fail(clause: string, rule: string): never {
  throw new RangeError(`${clause}: ${rule}`);
}

/** The type of a floating-point array. Throws TypeError for integers, and where `like` is another type. */
export function requireFloat(operation: string, name: string, { dtype }: NdArray, like?: FloatDtype): FloatDtype {
  const wanted = like === undefined ? 'float64 or float32' : `${like} like the other inputs`;
  if (dtype === 'int32' || (like !== undefined && dtype !== like)) {
    throw new TypeError(`${operation}/signature: ${name} must be ${wanted}, got ${dtype}`);
  }
  return dtype;
}

/** Refuses a shape other than the expected one. Throws RangeError. */
export function requireShape(operation: string, name: string, { shape }: NdArray, expected: readonly number[]): void {
  if (shape.length === expected.length && shape.every((size, axis) => size === expected[axis])) return;
  fail(`${operation}/signature`, `${name} must have shape [${expected.join(', ')}], got [${shape.join(', ')}]`);
}
