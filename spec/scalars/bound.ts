import { type BinaryFormat, binaryFormats } from './_internal/binaryFormats.ts';
import { boundFunctions } from './_internal/boundFunctions.ts';
import type { Bound, Outcome } from './_internal/boundNumber.ts';
import { either, select } from './_internal/choice.ts';
import { innerOf, type Profile, roundoffOf, ulpsOf } from './_internal/profile.ts';
import { type Moments, runningMeanError, runningSquaresError } from './_internal/running.ts';
import { hasBits, product, upward } from './_internal/upward.ts';
import type { Differentiable } from './differentiable.ts';
import { type Exact, exact, magnitudeAbove, radiusAbove, toNumber } from './exact.ts';
import { roundTo, ulpOf } from './float.ts';

export type { Bound } from './_internal/boundNumber.ts';
export { defaultUlps, type FunctionName, keepsFactors, type Profile, roundoffOf, ulpsOf } from './_internal/profile.ts';

/** What the last rounding, to `dtype`, may add to an error; Infinity where it may overflow. */
function lastRounding(x: Bound, error: number, { dtype, accumulator }: Profile): number {
  if (accumulator === undefined) return 0;
  const largest = ulpOf(dtype, binaryFormats[dtype].maxFinite) / 2 + binaryFormats[dtype].maxFinite;
  const size = x.size + error;
  return size >= largest ? Infinity : ulpOf(dtype, Math.min(size, binaryFormats[dtype].maxFinite)) / 2;
}

/**
 * The largest `errorOf(computed, value)` that any sensible evaluation may show; Infinity where no bound can be given.
 * Twice the radius of the true value is in it: `errorOf` may add as much.
 */
export function allowedError(x: Bound, profile: Profile): number {
  if (x.error === 0 && (profile.accumulator === undefined || isHeld(x, profile))) return 2 * radiusAbove(x.value);
  const inner = roundoffOf(profile) * x.error;
  const error = inner + lastRounding(x, inner, profile);
  // A subnormal product is rounded to a multiple of the smallest one, by less than a unit of it.
  const lost = error < Number.MIN_VALUE / Number.EPSILON ? Number.MIN_VALUE : 0;
  return upward(error + 2 * radiusAbove(x.value)) + lost;
}

/** Whether every sensible evaluation gives `x` without rounding, whatever its order. */
export const isExactlyRepresentable = (x: Bound, profile: Profile): boolean =>
  x.integral && x.magnitude < 1 / Math.max(roundoffOf(profile), 2 ** -binaryFormats[profile.dtype].precision);

/** Whether the exact value is a number of `dtype`. */
const isHeld = ({ value }: Bound, { dtype }: Profile): boolean =>
  radiusAbove(value) === 0 && roundTo(dtype, toNumber(value)) === toNumber(value);

/** A number system for the rounding errors of an implementation with this profile. */
export function boundArithmetic(profile: Profile): Differentiable<Bound> {
  const u = roundoffOf(profile);
  const format = binaryFormats[innerOf(profile)];
  const ulps = ulpsOf(profile);
  const { underflow, flushed } = subnormals(profile, format, u);

  function outcome(value: Exact, operands: readonly Bound[], rule: Outcome): Bound {
    const { error, reached = 0, integral = false, nonnegative = false } = rule;
    const size = magnitudeAbove(value);
    let magnitude = Math.max(reached, size);
    let isBounded = true;
    for (const operand of operands) {
      magnitude = Math.max(magnitude, operand.magnitude);
      isBounded &&= operand.error < Infinity;
    }
    isBounded &&= magnitude <= format.maxFinite;
    return {
      value,
      size,
      error: isBounded ? upward(error) : Infinity,
      magnitude: upward(magnitude),
      integral,
      nonnegative,
    };
  }

  /** At least |computed x|, and at most. */
  const computed = (x: Bound): number => (x.error === 0 ? x.size : x.size + u * flushed(x) + Number.MIN_VALUE);
  const leastComputed = (x: Bound): number =>
    Math.max(0, x.size * (1 - 2 ** -50) - Number.MIN_VALUE - u * flushed(x) * (1 + 2 ** -50));

  /** Whether accumulators hold all that the format does. */
  const isWhole = u <= 2 ** -format.precision;

  /** A constant that the format does not hold is rounded to it. */
  function constant(value: number): Bound {
    const isHeld = roundTo(innerOf(profile), value) === value && (isWhole || hasBits(value, -Math.log2(u)));
    const size = Math.abs(value);
    const [integral, nonnegative] = [Number.isInteger(value) && isHeld, value >= 0];
    return outcome(exact.constant(value), [], { error: isHeld ? 0 : size + underflow, integral, nonnegative });
  }

  /**
   * In any order, fused or not, |fl(sum x_i) - sum x_i| <= (n - 1) u sum |x_i|, without restriction on n (Jeannerod and Rump
   * 2013, Improved error bounds for inner products in floating-point arithmetic, theorem 3.1; its proof asks of each step
   * only that it errs by at most u |result| and by at most |term|). The last addition errs by at most u |its result|, the two
   * partial sums before it by (n - 2) u sum |x_i| together. Adding a zero commits nothing.
   *
   * With the product below a dot of length n gets n u |a||b| and n halves of the smallest number: at most g(n) |a||b| + g1(n, n - 1),
   * which LAProof proves by machine, g(n) = (1 + u)^n - 1, g1(n, k) = n eta (1 + g(k)).
   */
  function sum(terms: readonly Bound[]): Bound {
    const [first] = terms;
    if (first === undefined) return constant(0);
    // A sum over one term may have been added to 0.
    if (terms.length === 1) return { ...first, error: flushed(first) };
    let [nonzero, errors, sizes, magnitudes] = [0, 0, 0, 0];
    let [integral, nonnegative] = [true, true];
    const values: Exact[] = [];
    for (const term of terms) {
      if (!isZero(term)) nonzero++;
      errors += flushed(term);
      sizes += computed(term);
      magnitudes += term.magnitude;
      integral &&= term.integral;
      nonnegative &&= term.nonnegative;
      values.push(term.value);
    }
    const roundings = Math.max(0, nonzero - 1);
    const lost = profile.flushToZero === true ? roundings * underflow : 0;
    const slack = 1 + terms.length * Number.EPSILON;
    const value = exact.sum(values);
    const partial = Math.max(0, roundings - 1) * sizes;
    const last = roundings === 0 ? 0 : Math.min(sizes, magnitudeAbove(value) + u * (errors + partial));
    return outcome(value, terms, {
      error: slack * (errors + partial + last + lost),
      reached: slack * (integral ? magnitudes : sizes),
      integral,
      nonnegative,
    });
  }

  /** Whether a factor has few enough bits to enter a product as it is. */
  const isKept = (x: Bound): boolean =>
    profile.inputRoundoff === undefined ||
    (x.error === 0 && radiusAbove(x.value) === 0 && hasBits(toNumber(x.value), -Math.log2(profile.inputRoundoff)));
  /** The error of a factor as it enters a product. */
  const factor = (x: Bound): number =>
    isKept(x) ? flushed(x) : flushed(x) + ((profile.inputRoundoff ?? 0) / u) * computed(x);

  /** |a^b^ - ab| <= |a| e_b + |b| e_a + e_a e_b, and one rounding. */
  function mul(a: Bound, b: Bound): Bound {
    const value = exact.mul(a.value, b.value);
    const integral = a.integral && b.integral && isKept(a) && isKept(b);
    const nonnegative = a === b || (a.nonnegative && b.nonnegative);
    const rounded = computed(a) * computed(b);
    const reached = integral ? a.magnitude * b.magnitude : rounded;
    if (isZero(a) || isZero(b)) return outcome(value, [a, b], { error: 0, reached, integral, nonnegative });
    const [ea, eb] = [factor(a), factor(b)];
    const last = (a.size + u * ea) * (b.size + u * eb);
    const error = product(a.size, eb) + product(b.size, ea) + product(u * ea, eb) + Math.max(rounded, last) + underflow;
    return outcome(value, [a, b], { error, reached, integral, nonnegative });
  }

  /**
   * |a^/b^ - v| = |b da - a db| / |b b^| <= (e_a + |v| e_b) / (|b| - u e_b); a times 1/b is sensible too: the error of a
   * division, 2 p roundings for p ulps, and one rounding.
   */
  function div(a: Bound, b: Bound): Bound {
    const value = exact.div(a.value, b.value);
    const [ea, eb] = [flushed(a), flushed(b)];
    const divisor = leastComputed(b);
    if (!(divisor > 0)) return outcome(value, [a, b], { error: Infinity });
    const nonnegative = a.nonnegative && b.nonnegative;
    const size = magnitudeAbove(value);
    const propagated = ea / divisor + product(size, eb / divisor);
    const reached = Math.max(size + u * propagated, 1 / divisor);
    if (isZero(a)) return outcome(value, [a, b], { error: 0, reached, nonnegative });
    const isReciprocalSubnormal = computed(b) * format.minNormal > 0.5;
    const lost = underflow * (isReciprocalSubnormal ? 1 + computed(a) : 1);
    return outcome(value, [a, b], {
      error: propagated + (2 * ulps.div + 1) * (size + u * propagated) + lost,
      reached,
      nonnegative,
    });
  }

  /** |sqrt a^ - sqrt a| = |da| / (sqrt a^ + sqrt a), and at most sqrt |da|; 2 p roundings for p ulps. NaN where a^ may be negative. */
  function sqrt(a: Bound): Bound {
    const value = exact.sqrt(a.value);
    const error = flushed(a);
    const size = magnitudeAbove(value);
    const least = leastComputed(a);
    if (!(a.nonnegative || least > 0 || isZero(a))) return outcome(value, [a], { error: Infinity });
    const roots = a.size < 2 * SMALLEST_NORMAL ? 0 : size + Math.sqrt(least);
    const propagated = Math.min(error === 0 ? 0 : error / roots, Math.sqrt(error / u));
    return outcome(value, [a], { error: propagated + 2 * ulps.sqrt * (size + u * propagated), nonnegative: true });
  }

  /** The same integer, unless a^ may lie on the other side of one: |floor a^ - floor a| < |a^ - a| + 1. */
  function floor(a: Bound): Bound {
    const value = exact.floor(a.value);
    const away = u * flushed(a);
    const above = magnitudeAbove(exact.sub(a.value, value));
    const toNext = Math.min(above * (1 - 2 ** -50), (1 - above) * (1 - 2 ** -50));
    const error = away === 0 || away < toNext ? 0 : (Math.floor(away) + 1) / u;
    return outcome(value, [a], { error, integral: error === 0, nonnegative: a.nonnegative });
  }

  /** n - 1 products, in any order; at least the ulp (two roundings) of a library's pow. */
  function power(a: Bound, n: number): Bound {
    if (n === 0) return constant(1);
    if (n === 1) return a;
    const error = factor(a);
    const reached = computed(a) ** n;
    const roundings = Math.expm1(Math.max(n - 1, 2) * Math.log1p(u)) / u;
    const lost = product(n * underflow, Math.max(1, computed(a) * (1 + u)) ** (n - 2));
    const total = product(n * error, computed(a) ** (n - 1)) + product(reached, roundings) + lost;
    const value = exact.power(a.value, n);
    return outcome(value, [a], {
      error: isZero(a) ? 0 : (1 + n * 2 ** -50) * total,
      reached: a.integral ? a.magnitude ** n : reached,
      integral: a.integral && isKept(a),
      nonnegative: a.nonnegative || n % 2 === 0,
    });
  }

  /** The same integer, unless a half between two integers lies as near to a as a^ may: |round a^ - round a| < |a^ - a| + 1. */
  function round(a: Bound): Bound {
    const value = exact.round(a.value);
    const away = u * flushed(a);
    const toHalf = 0.5 - magnitudeAbove(exact.sub(a.value, value));
    const error = away === 0 || away < toHalf * (1 - 2 ** -50) ? 0 : (Math.floor(away) + 1) / u;
    return outcome(value, [a], { error, integral: error === 0, nonnegative: a.nonnegative });
  }

  const momentsOf = (terms: readonly Bound[], { error }: Bound): Moments => {
    const values = terms.map(({ value }) => toNumber(value));
    const errors = terms.reduce((most, term) => Math.max(most, flushed(term)), 0);
    const sizes = terms.reduce((total, term) => total + computed(term), 0);
    const range = Math.max(...values) - Math.min(...values) + 2 * u * errors + 2 ** -50 * sizes;
    return { count: terms.length, range, sizes, errors, sumError: error, division: 2 * ulps.div, u, underflow };
  };

  /** The sum over the count, or updated from term to term: whichever errs more. */
  function mean(terms: readonly Bound[]): Bound {
    const total = sum(terms);
    const divided = div(total, constant(terms.length));
    if (terms.length < 2 || terms.every(isZero)) return divided;
    return { ...divided, error: Math.max(divided.error, upward(runningMeanError(momentsOf(terms, total)))) };
  }

  /** In two passes, or updated with the mean: whichever errs more. */
  function variance(terms: readonly Bound[]): Bound {
    const centre = mean(terms);
    const squares = terms.map((term) => {
      const distance = sub(term, centre);
      return mul(distance, distance);
    });
    const passed = mean(squares);
    if (terms.length < 2) return passed;
    const moments = momentsOf(terms, sum(terms));
    const updated = runningSquaresError(moments, passed.size * terms.length) / terms.length;
    const error = Math.max(passed.error, upward(updated + (2 * ulps.div + 1) * passed.size + underflow));
    // Means that are put together are as far apart as the terms at most, and that is squared.
    const magnitude = upward(Math.max(passed.magnitude, moments.range ** 2));
    return { ...passed, magnitude, error: magnitude <= format.maxFinite ? error : Infinity };
  }

  /** Each partial result is rounded once, and its error reaches the end at most as it is. */
  const reached = (value: Bound, through: readonly Bound[]): Bound => ({
    ...value,
    error: upward(through.reduce((error, partial) => error + computed(partial) + underflow, value.error)),
    integral: value.integral && through.length === 0,
  });

  /** A positive constant, rounded once. */
  const constantOf = (value: Exact): Bound => outcome(value, [], { error: magnitudeAbove(value), nonnegative: true });
  const isZero = (a: Bound): boolean => a.error === 0 && a.size === 0;
  const sub = (a: Bound, b: Bound): Bound => sum([a, neg(b)]);
  /** With the same size, error and magnitude. */
  const turned = ({ size, error, magnitude, integral }: Bound, value: Exact, nonnegative: boolean): Bound => ({
    value,
    size,
    error,
    magnitude,
    integral,
    nonnegative,
  });
  const neg = (a: Bound): Bound => turned(a, exact.neg(a.value), isZero(a));
  const abs = (a: Bound): Bound => turned(a, exact.abs(a.value), true);

  /** max moves by no more than the argument that moves most. */
  function max(terms: readonly Bound[]): Bound {
    const error = terms.reduce((most, term) => Math.max(most, flushed(term)), 0);
    return outcome(exact.max(terms.map((term) => term.value)), terms, {
      error,
      integral: terms.every((term) => term.integral),
      nonnegative: terms.some((term) => term.nonnegative),
    });
  }

  return {
    name: `bound for ${profile.dtype}`,
    constant,
    add: (a, b) => sum([a, b]),
    sub,
    mul,
    div,
    neg,
    abs,
    sqrt,
    ...boundFunctions({
      u,
      ulps,
      underflow,
      isFlushing: profile.flushToZero === true,
      flushed,
      computed,
      leastComputed,
      outcome,
    }),
    pi: () => constantOf(exact.pi()),
    floor,
    round,
    power,
    sum,
    mean,
    variance,
    reached,
    either,
    max,
    select: (a, b, below, otherwise) => select(a, b, { below, otherwise }, u, upward(u * (flushed(a) + flushed(b)))),
    compare: (a, b) => exact.compare(a.value, b.value),
    isZero,
    twoOverRootPi: () => constantOf(exact.twoOverRootPi()),
  };
}

const SMALLEST_NORMAL = 2 ** -1022;

/** What a rounding in the subnormal range may lose: half the smallest number, or the smallest normal one where it is flushed. */
export function underflowOf({ dtype, flushToZero }: Profile): number {
  const { smallestExponent, minNormal } = binaryFormats[dtype];
  // Half of it is no double of its own in float64.
  return flushToZero === true ? minNormal : 2 ** smallestExponent;
}

/** What the subnormal range costs, in units of u: `underflow` per rounding, `flushed` the error of an operand as it is used. */
function subnormals(profile: Profile, format: BinaryFormat, u: number) {
  const smallest = 2 ** format.smallestExponent;
  if (profile.flushToZero !== true) return { underflow: smallest / u / 2, flushed: (x: Bound) => x.error };
  const flushed = (x: Bound): number =>
    x.size - u * x.error < format.minNormal ? x.error + Math.min(x.size + u * x.error, format.minNormal) / u : x.error;
  return { underflow: format.minNormal / u, flushed };
}
