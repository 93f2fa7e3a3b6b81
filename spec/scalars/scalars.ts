/**
 * A number system in which a definition can be evaluated.
 *
 * A definition is written once against this interface; `float`, `exact`, `bound`, `dual`, `reverse` and `cost` interpret it, and `complex` over any of them. Sums and
 * maxima are n-ary so that a system need not pick an order of evaluation (`bound` covers every order).
 */
export interface Scalars<T> {
  /** The system's name, for messages. */
  readonly name: string;
  /** The double `value` itself, not the decimal it prints as. */
  constant(value: number): T;
  add(a: T, b: T): T;
  sub(a: T, b: T): T;
  mul(a: T, b: T): T;
  div(a: T, b: T): T;
  neg(a: T): T;
  abs(a: T): T;
  sqrt(a: T): T;
  exp(a: T): T;
  log(a: T): T;
  tanh(a: T): T;
  erf(a: T): T;
  sin(a: T): T;
  cos(a: T): T;
  /** exp a - 1, and log(1 + a): accurate where a is small. */
  expm1(a: T): T;
  log1p(a: T): T;
  sinh(a: T): T;
  cosh(a: T): T;
  /** The angle from the first axis to the point (x, y), in (-pi, pi]; not defined for (0, 0). */
  atan2(y: T, x: T): T;
  pi(): T;
  /** The largest integer that is at most a. Where rounding may decide, an implementation may give either. */
  floor(a: T): T;
  /** The nearest integer, of two the even one. Where rounding may decide, an implementation may give either. */
  round(a: T): T;
  /** a^n for an integer n >= 0. */
  power(a: T, n: number): T;
  /** a^b for a > 0; for the other a where b is an integer, above 0 where a is 0. */
  pow(a: T, b: T): T;
  /** Sum of any number of terms, in no stated order; 0 for none. */
  sum(terms: readonly T[]): T;
  /** Largest of at least one term; among equal ones the first. */
  max(terms: readonly T[]): T;
  /** `below` where a < b, else `otherwise`; only what may be taken is computed. Where rounding may decide, an implementation may take either. */
  select(a: T, b: T, below: () => T, otherwise: () => T): T;
  /** cos a + i sin a for a real a, in systems of complex numbers. */
  cis?(a: T): T;
  /** The complex conjugate, likewise. */
  conj?(a: T): T;
  /** The value without its derivative, in systems that have derivatives. */
  detach?(a: T): T;
  /** Mean of at least one term, in systems where it is not the sum over the count whatever computes it. */
  mean?(terms: readonly T[]): T;
  /** Mean of the squared distances from the mean, likewise. */
  variance?(terms: readonly T[]): T;
  /** The value itself, in systems that mind through which partial results it may have been computed. */
  reached?(value: T, through: readonly T[]): T;
  /** The first of some values that are one number, computed in different ways, in systems that mind the way. */
  either?(ways: readonly T[]): T;
}
