/** Double-doubles that never know anything, so that big integers decide everything; the rest is as it is. */
import type { DoubleDouble } from '../../spec/scalars/_internal/doubleDouble.ts';
import { UNKNOWN } from '../../spec/scalars/_internal/doubleDouble.ts';

export * from '../../spec/scalars/_internal/doubleDouble.ts';
export const ofDouble = (): DoubleDouble => UNKNOWN;
export const fromEnclosure = (): DoubleDouble => UNKNOWN;
