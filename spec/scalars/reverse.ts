import { largerBy } from './_internal/largerBy.ts';
import { taken } from './_internal/taken.ts';
import type { Differentiable } from './differentiable.ts';

/** A value with what made it: enough to send a cotangent back. */
export interface Taped<T> {
  readonly value: T;
  /** Position on the tape, after those of its parents; none for what no variable reaches. */
  readonly at: number | undefined;
  readonly parents: readonly Taped<T>[];
  /** What a cotangent of this value gives to each parent. */
  readonly back: ((cotangent: T) => readonly T[]) | undefined;
}

export interface Tape<T> {
  readonly system: Differentiable<Taped<T>>;
  /** A value to differentiate by. */
  variable(value: T): Taped<T>;
  /** The derivative by each variable, in the order of their making, of the sum of `weight * value` over the seeds. */
  pull(seeds: readonly (readonly [value: Taped<T>, weight: T])[]): readonly T[];
}

/**
 * Reverse-mode derivatives over any system that can compare: one evaluation gives the derivatives by all variables, at a small
 * multiple of its cost (Griewank and Walther 2008, Evaluating Derivatives, section 4.6). The conventions at kinks are those of `dual`.
 */
export function reverse<T>(inner: Differentiable<T>): Tape<T> {
  const [zero, one] = [inner.constant(0), inner.constant(1)];
  const tape: Taped<T>[] = [];
  const variables: Taped<T>[] = [];

  function record(value: T, parents: readonly Taped<T>[], back: (cotangent: T) => readonly T[]): Taped<T> {
    if (parents.every(({ at }) => at === undefined)) return fixed(value);
    const made: Taped<T> = { value, at: tape.length, parents, back };
    tape.push(made);
    return made;
  }
  const fixed = (value: T): Taped<T> => ({ value, at: undefined, parents: [], back: undefined });
  const times = (factor: T, cotangent: T): T => (factor === one ? cotangent : inner.mul(factor, cotangent));
  const unary = (a: Taped<T>, value: T, slope: () => T): Taped<T> => record(value, [a], (g) => [times(slope(), g)]);

  const select: Differentiable<Taped<T>>['select'] = (a, b, below, otherwise) => {
    const ways = taken(inner, a.value, b.value, below, otherwise);
    if (ways.below === ways.otherwise) return ways.below;
    const either = (one: T, other: T) =>
      inner.select(
        a.value,
        b.value,
        () => one,
        () => other,
      );
    return record(ways.value, [ways.below, ways.otherwise], (g) => [either(g, zero), either(zero, g)]);
  };
  const larger = largerBy(inner, select);

  const system: Differentiable<Taped<T>> = {
    name: `reverse over ${inner.name}`,
    constant: (value) => fixed(inner.constant(value)),
    add: (a, b) => record(inner.add(a.value, b.value), [a, b], (g) => [g, g]),
    sub: (a, b) => record(inner.sub(a.value, b.value), [a, b], (g) => [g, inner.neg(g)]),
    mul: (a, b) => record(inner.mul(a.value, b.value), [a, b], (g) => [times(b.value, g), times(a.value, g)]),
    div(a, b) {
      const value = inner.div(a.value, b.value);
      return record(value, [a, b], (g) => {
        const slope = inner.div(g, b.value);
        if (b.at === undefined) return [slope, zero];
        const product = inner.mul(value, slope);
        // g a / b^2 is as good, where the square is in range.
        const quotient = () => inner.div(inner.mul(g, a.value), inner.mul(b.value, b.value));
        return [slope, inner.neg(inner.either?.([product, quotient()]) ?? product)];
      });
    },
    neg: (a) => record(inner.neg(a.value), [a], (g) => [inner.neg(g)]),
    abs(a) {
      const order = inner.compare(a.value, zero);
      return record(inner.abs(a.value), [a], (g) => [order > 0 ? g : order < 0 ? inner.neg(g) : zero]);
    },
    sqrt(a) {
      const value = inner.sqrt(a.value);
      if (a.at !== undefined && inner.compare(a.value, zero) === 0) {
        throw new RangeError('reverse: the root has no derivative at 0');
      }
      return record(value, [a], (g) => [inner.div(g, inner.add(value, value))]);
    },
    exp(a) {
      const value = inner.exp(a.value);
      return unary(a, value, () => value);
    },
    log: (a) => record(inner.log(a.value), [a], (g) => [inner.div(g, a.value)]),
    tanh(a) {
      const value = inner.tanh(a.value);
      return unary(a, value, () => inner.sub(one, inner.mul(value, value)));
    },
    erf: (a) =>
      unary(a, inner.erf(a.value), () =>
        inner.mul(inner.twoOverRootPi(), inner.exp(inner.neg(inner.mul(a.value, a.value)))),
      ),
    sin: (a) => unary(a, inner.sin(a.value), () => inner.cos(a.value)),
    cos: (a) => unary(a, inner.cos(a.value), () => inner.neg(inner.sin(a.value))),
    expm1(a) {
      const value = inner.expm1(a.value);
      // What a tape holds already is as good: the value, and 1.
      const held = () => inner.add(value, one);
      return unary(a, value, () => inner.either?.([inner.exp(a.value), held()]) ?? inner.exp(a.value));
    },
    log1p: (a) => record(inner.log1p(a.value), [a], (g) => [inner.div(g, inner.add(one, a.value))]),
    sinh: (a) => unary(a, inner.sinh(a.value), () => inner.cosh(a.value)),
    cosh: (a) => unary(a, inner.cosh(a.value), () => inner.sinh(a.value)),
    atan2(y, x) {
      const value = inner.atan2(y.value, x.value);
      return record(value, [y, x], (g) => {
        const square = inner.add(inner.mul(y.value, y.value), inner.mul(x.value, x.value));
        return [inner.mul(g, inner.div(x.value, square)), inner.neg(inner.mul(g, inner.div(y.value, square)))];
      });
    },
    pow(a, b) {
      const value = inner.pow(a.value, b.value);
      return record(value, [a, b], (g) => {
        const byExponent = () => inner.mul(g, inner.mul(value, inner.log(a.value)));
        return [a.at === undefined ? zero : inner.mul(g, slope()), b.at === undefined ? zero : byExponent()];
      });
      function slope(): T {
        const lowered = inner.mul(b.value, inner.pow(a.value, inner.sub(b.value, one)));
        // b a^b / a is as good, where a is not 0.
        const divided = () => inner.div(inner.mul(b.value, value), a.value);
        return inner.compare(a.value, zero) === 0 ? lowered : (inner.either?.([lowered, divided()]) ?? lowered);
      }
    },
    pi: () => fixed(inner.pi()),
    floor: (a) => fixed(inner.floor(a.value)),
    round: (a) => fixed(inner.round(a.value)),
    power: (a, n) =>
      unary(a, inner.power(a.value, n), () =>
        n === 0 ? zero : inner.mul(inner.constant(n), inner.power(a.value, n - 1)),
      ),
    sum: (terms) => record(inner.sum(terms.map((term) => term.value)), terms, (g) => terms.map(() => g)),
    max(terms) {
      const [first, ...others] = terms;
      if (first === undefined) throw new RangeError('max: needs at least one term');
      return others.reduce(larger, first);
    },
    select,
    ...statistics(),
    detach: (a) => fixed(inner.detach?.(a.value) ?? a.value),
    compare: (a, b) => inner.compare(a.value, b.value),
    isZero: (a) => a.at === undefined && inner.isZero(a.value),
    twoOverRootPi: () => fixed(inner.twoOverRootPi()),
  };

  /** What the inner system has besides: a mean, a variance and numbers that may be computed in several ways. */
  function statistics(): Pick<Differentiable<Taped<T>>, 'mean' | 'variance' | 'reached' | 'either'> {
    const { mean, variance, reached, either } = inner;
    const valuesOf = (terms: readonly Taped<T>[]) => terms.map(({ value }) => value);
    return {
      ...(mean && {
        mean(terms) {
          const count = inner.constant(terms.length);
          return record(mean(valuesOf(terms)), terms, (g) => {
            const share = inner.div(g, count);
            return terms.map(() => share);
          });
        },
      }),
      // d sum (x_i - m)^2 / n = sum 2 (x_i - m) dx_i / n, for the distances from the mean sum to 0.
      ...(variance && {
        variance(terms) {
          const values = valuesOf(terms);
          const count = inner.constant(terms.length);
          return record(variance(values), terms, (g) => {
            const centre = mean?.(values) ?? inner.div(inner.sum(values), count);
            const slope = inner.div(inner.add(g, g), count);
            return values.map((value) => inner.mul(slope, inner.sub(value, centre)));
          });
        },
      }),
      ...(reached && {
        reached: (value, through) => record(reached(value.value, valuesOf(through)), [value], (g) => [g]),
      }),
      // All ways are one number, and so are their derivatives.
      ...(either && {
        either: (ways) => record(either(valuesOf(ways)), ways.slice(0, 1), (g) => [g]),
      }),
    };
  }

  function pull(seeds: readonly (readonly [value: Taped<T>, weight: T])[]): readonly T[] {
    // What was made after all seeds sends nothing back.
    const length = seeds.reduce((most, [{ at = -1 }]) => Math.max(most, at + 1), 0);
    const received = new Array<T[] | undefined>(length);
    const give = ({ at }: Taped<T>, cotangent: T): void => {
      if (at === undefined || inner.isZero(cotangent)) return;
      const list = received[at];
      if (list === undefined) received[at] = [cotangent];
      else list.push(cotangent);
    };
    for (const [value, weight] of seeds) give(value, weight);
    for (let at = length - 1; at >= 0; at--) {
      const list = received[at];
      if (list === undefined) continue;
      // Below the length of the tape.
      const { parents, back } = tape[at] as Taped<T>;
      if (back === undefined) continue;
      const given = back(inner.sum(list));
      parents.forEach((parent, position) => {
        // One for each parent, by the type of `back`.
        give(parent, given[position] as T);
      });
    }
    return variables.map(({ at }) => inner.sum((at === undefined ? undefined : received[at]) ?? []));
  }

  return {
    system,
    pull,
    variable(value) {
      const made: Taped<T> = { value, at: tape.length, parents: [], back: undefined };
      tape.push(made);
      variables.push(made);
      return made;
    },
  };
}
