import { fail } from '../fail.ts';
import { largestMagnitude } from './scale.ts';

/** Refuses NaN and infinities. Throws RangeError that quotes the clause. */
export function requireFinite(clause: string, name: string, values: Float64Array): void {
  const largest = largestMagnitude(values);
  if (!(largest < Number.POSITIVE_INFINITY)) fail(clause, `${name} must be finite, got an entry of size ${largest}`);
}
