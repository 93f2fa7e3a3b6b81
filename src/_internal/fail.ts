import type { FloatDtype } from '../../spec/tensor.ts';
import type { NdArray } from '../ndArray.ts';

/** Refuses an argument: the message names clause, rule and what was received. Throws RangeError. */
export function fail(clause: string, rule: string): never {
  throw new RangeError(`${clause}: ${rule}`);
}

/** Refuses data types that do not go together. Throws TypeError. */
export function requireFloats(
  operation: string,
  inputs: Readonly<Record<string, NdArray | undefined>>,
): 'float64' | 'float32' {
  let common: 'float64' | 'float32' | undefined;
  for (const [name, array] of Object.entries(inputs)) {
    if (array === undefined) continue;
    if (array.dtype === 'int32')
      throw new TypeError(`${operation}/signature: ${name} must be float64 or float32, got int32`);
    if (common !== undefined && array.dtype !== common) {
      throw new TypeError(
        `${operation}/signature: ${name} must be ${common} like the other inputs, got ${array.dtype}`,
      );
    }
    common = array.dtype;
  }
  return common ?? 'float64';
}

/** The type of a floating-point array. Throws TypeError for integers, and where `like` is another type. */
export function requireFloat(operation: string, name: string, { dtype }: NdArray, like?: FloatDtype): FloatDtype {
  const wanted = like === undefined ? 'float64 or float32' : `${like} like the other inputs`;
  if (dtype === 'int32' || (like !== undefined && dtype !== like)) {
    throw new TypeError(`${operation}/signature: ${name} must be ${wanted}, got ${dtype}`);
  }
  return dtype;
}
