import type { Exact } from '../exact.ts';

/**
 * A true value and how far a sensible evaluation may be from it.
 *
 * The bounds are doubles, rounded up. An `error` of Infinity says that none can be given: an intermediate result may
 * overflow, a divisor may vanish, or an argument of log or sqrt may have the wrong sign.
 */
export interface Bound {
  readonly value: Exact;
  /** At least |value|. */
  readonly size: number;
  /** |computed - value| <= u error. */
  readonly error: number;
  /** At least the absolute value of everything computed on the way, partial sums in any order included. */
  readonly magnitude: number;
  /** Made of integers by + - * neg abs max power sum: free of rounding, in any order, while magnitude < 1/u. */
  readonly integral: boolean;
  /** Whether it cannot be computed as a negative number: rounding keeps the signs of squares, sums and so on. */
  readonly nonnegative: boolean;
}

/** What the rule of an operation says of its result. */
export interface Outcome {
  readonly error: number;
  /** At least the absolute value of what is computed on the way to the result. */
  readonly reached?: number;
  readonly integral?: boolean;
  readonly nonnegative?: boolean;
}
