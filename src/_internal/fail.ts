import { dtypeOf, type Operand } from '../../spec/signature.ts';
import { type FloatDtype, isComplex, realOf } from '../../spec/tensor.ts';
import type { NdArray } from '../ndArray.ts';

/** Refuses an argument: the message names clause, rule and what was received. Throws RangeError. */
export function fail(clause: string, rule: string): never {
  throw new RangeError(`${clause}: ${rule}`);
}

/** The type of a floating-point array. Throws TypeError for integers, and where `like` is another type. */
export function requireFloat(operation: string, name: string, { dtype }: NdArray, like?: FloatDtype): FloatDtype {
  const wanted = like === undefined ? 'float64 or float32' : `${like} like the other inputs`;
  if (dtype === 'int32' || isComplex(dtype) || (like !== undefined && dtype !== like)) {
    throw new TypeError(`${operation}/signature: ${name} must be ${wanted}, got ${dtype}`);
  }
  return dtype;
}

/** The type of an operand of floating-point numbers, or of the parts of its complex ones. Throws TypeError for another kind of elements. */
export function requireKind(
  operation: string,
  operand: Operand,
  array: NdArray,
  like?: FloatDtype,
): FloatDtype | undefined {
  const { name, integer, complex } = operand;
  if (!integer && !complex) return requireFloat(operation, name, array, like);
  const real = realOf[array.dtype];
  const wanted = real === 'int32' ? undefined : dtypeOf(operand, like ?? real);
  if (integer ? array.dtype === 'int32' : array.dtype === wanted) return real === 'int32' ? like : real;
  const kind = integer ? 'int32' : like === undefined ? 'complex128 or complex64' : dtypeOf(operand, like);
  throw new TypeError(`${operation}/signature: ${name} must be ${kind}, got ${array.dtype}`);
}

/** Refuses a shape other than the expected one. Throws RangeError. */
export function requireShape(operation: string, name: string, { shape }: NdArray, expected: readonly number[]): void {
  if (shape.length === expected.length && shape.every((size, axis) => size === expected[axis])) return;
  fail(`${operation}/signature`, `${name} must have shape [${expected.join(', ')}], got [${shape.join(', ')}]`);
}
