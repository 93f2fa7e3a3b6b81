import { type Exact, exact, magnitudeAbove } from '../exact.ts';
import type { Bound, Outcome } from './boundNumber.ts';
import type { FunctionName } from './profile.ts';
import { product, upward } from './upward.ts';

/** What the bounds of a function are made of. */
interface Ground {
  readonly u: number;
  readonly ulps: Readonly<Record<FunctionName, number>>;
  readonly underflow: number;
  readonly isFlushing: boolean;
  /** The error of an operand as it is used. */
  flushed(x: Bound): number;
  /** At least |computed x|, and at most. */
  computed(x: Bound): number;
  leastComputed(x: Bound): number;
  outcome(value: Exact, operands: readonly Bound[], rule: Outcome): Bound;
}

/** Bounds of the elementary functions: what the error of an argument comes to, and as many ulps as the profile says. */
export function boundFunctions({ u, ulps, underflow, isFlushing, flushed, computed, leastComputed, outcome }: Ground) {
  /** An elementary function that is off by `p` ulps; an ulp of x is at most 2 u |x|, and that of a subnormal the smallest. */
  function elementaryOf(
    operands: readonly Bound[],
    value: Exact,
    propagated: number,
    p: number,
    nonnegative: boolean,
  ): Bound {
    const reached = magnitudeAbove(value) + u * propagated;
    const lost = (isFlushing ? 1 : 2 * p) * underflow;
    return outcome(value, operands, { error: propagated + 2 * p * reached + lost, reached, nonnegative });
  }
  const elementary = (a: Bound, value: Exact, propagated: number, p: number, nonnegative = false): Bound =>
    elementaryOf([a], value, propagated, p, nonnegative);

  /** |exp a^ - exp a| <= exp a expm1(u e_a). */
  function exp(a: Bound): Bound {
    const value = exact.exp(a.value);
    return elementary(a, value, product(magnitudeAbove(value), Math.expm1(u * flushed(a)) / u), ulps.exp, true);
  }

  /** |log a^ - log a| <= e_a / (a - u e_a). */
  function log(a: Bound): Bound {
    const value = exact.log(a.value);
    const error = flushed(a);
    return elementary(a, value, error === 0 ? 0 : error / leastComputed(a), ulps.log);
  }

  /** The slopes of tanh and erf are largest where the argument may be nearest to 0. */
  function tanh(a: Bound): Bound {
    const decay = Math.exp(-2 * leastComputed(a));
    const slope = (4 * decay) / (1 + decay) ** 2;
    return elementary(a, exact.tanh(a.value), product(flushed(a), upward(slope)), ulps.tanh, a.nonnegative);
  }

  function erf(a: Bound): Bound {
    const slope = (2 / Math.sqrt(Math.PI)) * Math.exp(-(leastComputed(a) ** 2));
    return elementary(a, exact.erf(a.value), product(flushed(a), upward(slope)), ulps.erf, a.nonnegative);
  }

  /** The slopes of sin and cos are at most 1. */
  const sin = (a: Bound): Bound => elementary(a, exact.sin(a.value), flushed(a), ulps.sin);
  const cos = (a: Bound): Bound => elementary(a, exact.cos(a.value), flushed(a), ulps.cos);

  /** |expm1 a^ - expm1 a| <= exp a expm1(u e_a). */
  function expm1(a: Bound): Bound {
    const error = flushed(a);
    const propagated = error === 0 ? 0 : product(magnitudeAbove(exact.exp(a.value)), Math.expm1(u * error) / u);
    return elementary(a, exact.expm1(a.value), propagated, ulps.expm1, a.nonnegative);
  }

  /** |log1p a^ - log1p a| <= e_a / (1 + a - u e_a). */
  function log1p(a: Bound): Bound {
    const value = exact.log1p(a.value);
    const error = flushed(a);
    const least = magnitudeAbove(exact.add(exact.constant(1), a.value)) * (1 - 2 ** -50) - u * error;
    return elementary(a, value, error === 0 ? 0 : least > 0 ? error / least : Infinity, ulps.log1p, a.nonnegative);
  }

  /** The slope of each is the other, and largest where the argument may be farthest from 0. */
  const sinh = (a: Bound): Bound =>
    elementary(a, exact.sinh(a.value), product(flushed(a), Math.cosh(computed(a))), ulps.sinh, a.nonnegative);
  const cosh = (a: Bound): Bound =>
    elementary(a, exact.cosh(a.value), product(flushed(a), Math.sinh(computed(a))), ulps.cosh, true);

  /**
   * The angle turns by (x dy - y dx) / (x^2 + y^2), and by a whole turn where x is negative and y^ may have the other sign. A zero that
   * cannot be negative lies above the cut.
   */
  function atan2(y: Bound, x: Bound): Bound {
    const value = exact.atan2(y.value, x.value);
    const [ey, ex, least] = [flushed(y), flushed(x), Math.max(leastComputed(y), leastComputed(x))];
    const isRight = exact.compare(x.value, exact.constant(0)) > 0 && leastComputed(x) > 0;
    const isCut = !isRight && !y.nonnegative && leastComputed(y) === 0;
    if (least === 0 || isCut) return outcome(value, [y, x], { error: Infinity });
    const share = (leastComputed(y) / least) ** 2 + (leastComputed(x) / least) ** 2;
    const turned = product(computed(x) / least, ey / least) + product(computed(y) / least, ex / least);
    return elementaryOf([y, x], value, turned / share, ulps.atan2, y.nonnegative);
  }

  /** The logarithm of a^b moves by at most |b^| e_a / (a - u e_a) + |log a| e_b. */
  function pow(a: Bound, b: Bound): Bound {
    const value = exact.pow(a.value, b.value);
    const [ea, eb, least] = [flushed(a), flushed(b), leastComputed(a)];
    const isPositive = least > 0 && exact.compare(a.value, exact.constant(0)) > 0;
    if (!isPositive && (ea > 0 || eb > 0)) return outcome(value, [a, b], { error: Infinity });
    const moved = (ea === 0 ? 0 : product(computed(b), ea / least)) + (eb === 0 ? 0 : eb * Math.abs(Math.log(a.size)));
    const propagated = moved === 0 ? 0 : product(magnitudeAbove(value), Math.expm1(u * moved) / u);
    return elementaryOf([a, b], value, propagated, ulps.pow, a.nonnegative);
  }

  return { exp, log, expm1, log1p, pow, sinh, cosh, tanh, erf, sin, cos, atan2 };
}
