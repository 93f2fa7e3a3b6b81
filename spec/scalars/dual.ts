import { largerBy } from './_internal/largerBy.ts';
import { taken } from './_internal/taken.ts';
import type { Differentiable } from './differentiable.ts';

/** A value and its derivative along one direction: value + tangent epsilon, epsilon^2 = 0. */
export interface Dual<T> {
  readonly value: T;
  readonly tangent: T;
}

/**
 * Forward-mode derivatives over any system that can compare; `dual(dual(exact))` gives second derivatives.
 *
 * An input is a plain `{ value, tangent }`, a constant has tangent 0. At a kink, `max` takes the tangent of the argument that
 * it returns (the first among equals) and `abs` takes 0 at 0; that of `round` and `floor` is 0 everywhere. The root of 0 with a tangent throws RangeError, and so does a
 * `max` of values whose order the inner system cannot decide.
 */
export function dual<T>(inner: Differentiable<T>): Differentiable<Dual<T>> {
  const zero = inner.constant(0);
  const times = (factor: T, tangent: T): T => (inner.isZero(tangent) ? zero : inner.mul(factor, tangent));
  const over = (tangent: T, divisor: T): T => (inner.isZero(tangent) ? zero : inner.div(tangent, divisor));
  const square = (a: T): T => inner.mul(a, a);

  const select: Differentiable<Dual<T>>['select'] = (a, b, below, otherwise) => {
    const ways = taken(inner, a.value, b.value, below, otherwise);
    if (ways.below === ways.otherwise) return ways.below;
    const tangentOf = (way: Dual<T>) => () => way.tangent;
    return {
      value: ways.value,
      tangent: inner.select(a.value, b.value, tangentOf(ways.below), tangentOf(ways.otherwise)),
    };
  };
  const larger = largerBy(inner, select);

  return {
    name: `dual over ${inner.name}`,
    constant: (value) => ({ value: inner.constant(value), tangent: zero }),
    add: (a, b) => ({ value: inner.add(a.value, b.value), tangent: inner.add(a.tangent, b.tangent) }),
    sub: (a, b) => ({ value: inner.sub(a.value, b.value), tangent: inner.sub(a.tangent, b.tangent) }),
    mul: (a, b) => ({
      value: inner.mul(a.value, b.value),
      tangent: inner.add(times(b.value, a.tangent), times(a.value, b.tangent)),
    }),
    div(a, b) {
      const value = inner.div(a.value, b.value);
      return { value, tangent: over(inner.sub(a.tangent, times(value, b.tangent)), b.value) };
    },
    neg: (a) => ({ value: inner.neg(a.value), tangent: inner.neg(a.tangent) }),
    abs(a) {
      const order = inner.compare(a.value, zero);
      const tangent = order > 0 ? a.tangent : order < 0 ? inner.neg(a.tangent) : zero;
      return { value: inner.abs(a.value), tangent };
    },
    sqrt(a) {
      const value = inner.sqrt(a.value);
      if (inner.isZero(a.tangent)) return { value, tangent: zero };
      if (inner.compare(a.value, zero) === 0) throw new RangeError('dual: the root has no derivative at 0');
      return { value, tangent: inner.div(a.tangent, inner.add(value, value)) };
    },
    exp(a) {
      const value = inner.exp(a.value);
      return { value, tangent: times(value, a.tangent) };
    },
    log: (a) => ({ value: inner.log(a.value), tangent: over(a.tangent, a.value) }),
    tanh(a) {
      const value = inner.tanh(a.value);
      return { value, tangent: times(inner.sub(inner.constant(1), square(value)), a.tangent) };
    },
    erf(a) {
      const slope = inner.mul(inner.twoOverRootPi(), inner.exp(inner.neg(square(a.value))));
      return { value: inner.erf(a.value), tangent: times(slope, a.tangent) };
    },
    sin: (a) => ({ value: inner.sin(a.value), tangent: times(inner.cos(a.value), a.tangent) }),
    cos: (a) => ({ value: inner.cos(a.value), tangent: times(inner.neg(inner.sin(a.value)), a.tangent) }),
    expm1: (a) => ({ value: inner.expm1(a.value), tangent: times(inner.exp(a.value), a.tangent) }),
    log1p: (a) => ({
      value: inner.log1p(a.value),
      tangent: over(a.tangent, inner.add(inner.constant(1), a.value)),
    }),
    sinh: (a) => ({ value: inner.sinh(a.value), tangent: times(inner.cosh(a.value), a.tangent) }),
    cosh: (a) => ({ value: inner.cosh(a.value), tangent: times(inner.sinh(a.value), a.tangent) }),
    atan2(y, x) {
      const turned = inner.sub(times(x.value, y.tangent), times(y.value, x.tangent));
      return {
        value: inner.atan2(y.value, x.value),
        tangent: over(turned, inner.add(square(y.value), square(x.value))),
      };
    },
    pow(a, b) {
      const value = inner.pow(a.value, b.value);
      const byBase = () => inner.mul(b.value, inner.pow(a.value, inner.sub(b.value, inner.constant(1))));
      const byExponent = () => inner.mul(value, inner.log(a.value));
      const along = (tangent: T, slope: () => T): T => (inner.isZero(tangent) ? zero : inner.mul(slope(), tangent));
      return { value, tangent: inner.add(along(a.tangent, byBase), along(b.tangent, byExponent)) };
    },
    pi: () => ({ value: inner.pi(), tangent: zero }),
    floor: (a) => ({ value: inner.floor(a.value), tangent: zero }),
    round: (a) => ({ value: inner.round(a.value), tangent: zero }),
    power(a, n) {
      const value = inner.power(a.value, n);
      if (n === 0) return { value, tangent: zero };
      const slope = inner.mul(inner.constant(n), inner.power(a.value, n - 1));
      return { value, tangent: times(slope, a.tangent) };
    },
    sum: (terms) => ({
      value: inner.sum(terms.map((term) => term.value)),
      tangent: inner.sum(terms.map((term) => term.tangent)),
    }),
    max(terms) {
      const [first, ...others] = terms;
      if (first === undefined) throw new RangeError('max: needs at least one term');
      return others.reduce(larger, first);
    },
    select,
    ...(inner.mean === undefined
      ? {}
      : {
          mean: (terms: readonly Dual<T>[]) => ({
            value: inner.mean?.(terms.map((term) => term.value)) ?? zero,
            tangent: inner.mean?.(terms.map((term) => term.tangent)) ?? zero,
          }),
        }),
    ...(inner.reached === undefined
      ? {}
      : {
          reached: ({ value, tangent }: Dual<T>, through: readonly Dual<T>[]) => ({
            value:
              inner.reached?.(
                value,
                through.map((partial) => partial.value),
              ) ?? value,
            tangent,
          }),
        }),
    detach: (a) => ({ value: inner.detach?.(a.value) ?? a.value, tangent: zero }),
    compare: (a, b) => inner.compare(a.value, b.value),
    isZero: (a) => inner.isZero(a.value) && inner.isZero(a.tangent),
    twoOverRootPi: () => ({ value: inner.twoOverRootPi(), tangent: zero }),
  };
}
