import type { Scalars } from './scalars.ts';

/** A number system that `dual` can differentiate over: besides its arithmetic it can tell which value is larger. */
export interface Differentiable<T> extends Scalars<T> {
  /** Negative, zero or positive as `a` is below, equal to or above `b`, by value. Throws RangeError where that is undecided. */
  compare(a: T, b: T): number;
  /** Whether `a` is zero beyond doubt, with all its derivatives: then what it multiplies may be left out. */
  isZero(a: T): boolean;
  /** 2 / sqrt(pi), the slope of erf at 0. */
  twoOverRootPi(): T;
}
