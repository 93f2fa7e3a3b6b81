import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { abs, compare, fromNumber, mul, toNumber as nearest, sub, sum } from '../../spec/scalars/dyadic.ts';
import { type Enclosure, enclosed } from '../../spec/scalars/enclosed.ts';
import {
  distanceBetween,
  enclosureOf,
  errorOf,
  exact,
  magnitudeAbove,
  radiusAbove,
  toNumber,
} from '../../spec/scalars/exact.ts';
import type { Scalars } from '../../spec/scalars/scalars.ts';
import { holds } from './_internal/holds.ts';

const c = exact.constant;

const moderate = fc
  .tuple(fc.double({ min: -2, max: 2, noNaN: true }), fc.integer({ min: -30, max: 8 }))
  .map(([x, exponent]) => x * 2 ** exponent);
/** Anything that is finite: to the ends of the range, where doubles give up. */
const wild = fc.double({ noNaN: true, noDefaultInfinity: true });

/** A computation that uses everything, on any numbers; cancellations included. */
function everything<T>(s: Scalars<T>, x: number, y: number, z: number): T {
  const [a, b, d] = [s.constant(x), s.constant(y), s.constant(z)];
  const mean = s.div(s.sum([a, b, d]), s.constant(3));
  const nothing = s.sub(s.mul(s.add(a, b), s.sub(a, b)), s.sub(s.power(a, 2), s.power(b, 2)));
  const spread = s.sqrt(s.add(s.power(s.sub(a, mean), 2), s.exp(s.neg(s.abs(b)))));
  return s.sum([s.div(s.tanh(d), spread), s.max([s.erf(b), s.log(s.add(spread, s.abs(d)))]), nothing, s.neg(mean)]);
}

/** Whether two enclosures may hold the same number. */
const meet = (a: Enclosure, b: Enclosure): boolean =>
  compare(abs(sub(a.midpoint, b.midpoint)), sum([a.radius, b.radius])) <= 0;

/** What a computation gives, or the message of what it throws. */
function outcomeOf<T>(compute: () => T): T | string {
  try {
    return compute();
  } catch (error) {
    return error instanceof RangeError ? error.message : 'not a RangeError';
  }
}

describe('answers as the enclosures do', () => {
  test('with the enclosure itself, where it is asked for', () => {
    holds(
      fc.property(moderate, moderate, moderate, (x, y, z) => {
        const [lazy, plain] = [enclosureOf(everything(exact, x, y, z)), everything(enclosed, x, y, z)];
        expect(meet(lazy, plain)).toBe(true);
        expect(nearest(lazy.radius)).toBeLessThan(2 ** -100);
      }),
    );
  });

  test('in the error of a number, to three digits', () => {
    holds(
      fc.property(moderate, moderate, moderate, moderate, fc.nat(3), (x, y, z, away, how) => {
        const value = everything(exact, x, y, z);
        const { midpoint, radius } = everything(enclosed, x, y, z);
        // The nearest double, its neighbourhood, and something else: distances of every size.
        const received = [toNumber(value), toNumber(value) * (1 + 2 ** -52), toNumber(value) + away, away][how] ?? 0;
        const distance = nearest(abs(sub(fromNumber(received), midpoint)));
        const error = errorOf(received, value);
        expect(error).toBeGreaterThanOrEqual((distance - nearest(radius)) * (1 - 2 ** -40));
        expect(error).toBeLessThanOrEqual((distance + 2 * nearest(radius)) * (1 + 2 ** -18));
      }),
    );
  });

  test('in the distance of two numbers, to three digits', () => {
    holds(
      fc.property(moderate, moderate, moderate, moderate, (x, y, z, away) => {
        const value = everything(exact, x, y, z);
        for (const far of [0, away, away * 2 ** -60, away * 2 ** -120]) {
          const other = exact.add(value, c(far));
          const error = Math.abs(distanceBetween(value, other) - Math.abs(far));
          expect(error).toBeLessThanOrEqual(2 ** -18 * Math.abs(far) + 2 ** -95 * Math.max(1, magnitudeAbove(value)));
        }
        expect(distanceBetween(exact.mul(c(x), c(y)), exact.mul(c(y), c(x)))).toBe(0);
      }),
    );
  });

  test('in comparisons, signs and zeros', () => {
    holds(
      fc.property(moderate, moderate, moderate, fc.boolean(), (x, y, z, same) => {
        const [a, b] = [everything(exact, x, y, z), same ? everything(exact, x, y, z) : everything(exact, z, x, y)];
        const [p, q] = [
          everything(enclosed, x, y, z),
          same ? everything(enclosed, x, y, z) : everything(enclosed, z, x, y),
        ];
        const order = outcomeOf(() => Math.sign(enclosed.compare(p, q)));
        // What big integers do not decide, doubles may; never the other way round.
        if (typeof order === 'number') expect(Math.sign(exact.compare(a, b))).toBe(order);
        if (enclosed.isZero(enclosed.sub(p, q))) expect(exact.isZero(exact.sub(a, b))).toBe(true);
        expect(meet(enclosureOf(exact.abs(a)), enclosed.abs(p))).toBe(true);
      }),
    );
  });

  test('in magnitudes: above the number, by no more than a double or two', () => {
    holds(
      fc.property(fc.oneof(moderate, wild), moderate, moderate, (x, y, z) => {
        for (const value of [everything(exact, x, y, z), exact.mul(c(x), c(y)), c(x)]) {
          const { midpoint, radius } = enclosureOf(value);
          const [least, most] = [sub(abs(midpoint), radius), sum([abs(midpoint), radius])];
          const above = magnitudeAbove(value);
          if (above === Infinity) continue;
          expect(compare(fromNumber(above), least)).toBeGreaterThanOrEqual(0);
          const limit = sum([most, mul(most, fromNumber(2 ** -51)), fromNumber(5e-324)]);
          expect(compare(fromNumber(above), limit)).toBeLessThanOrEqual(0);
        }
      }),
    );
  });

  test('at the ends of the range, where doubles overflow, vanish and lose bits', () => {
    holds(
      fc.property(wild, wild, (x, y) => {
        const compute = <T>(s: Scalars<T>): T =>
          s.sum([
            s.mul(s.constant(x), s.constant(y)),
            s.mul(s.constant(x), s.constant(x)),
            s.sqrt(s.abs(s.constant(y))),
          ]);
        expect(meet(enclosureOf(compute(exact)), compute(enclosed))).toBe(true);
        expect(errorOf(1, compute(exact))).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test('in what is not defined, which throws at once', () => {
    const nothing = exact.sub(exact.div(c(1), c(3)), exact.div(c(1), c(3)));
    expect(() => exact.div(c(1), c(0))).toThrow('division by zero');
    expect(() => exact.div(c(1), nothing)).toThrow('raise the precision');
    expect(() => exact.log(c(-1))).toThrow(RangeError);
    expect(() => exact.sqrt(exact.neg(exact.div(c(1), c(3))))).toThrow(RangeError);
    expect(() => c(Number.NaN)).toThrow(RangeError);
    expect(() => c(Infinity)).toThrow(RangeError);
    expect(exact.isZero(nothing)).toBe(false);
  });

  test('in radii: a number below the range of doubles is known no less', () => {
    const tiny = exact.mul(c(2 ** -600), c(2 ** -600));
    expect(radiusAbove(tiny)).toBe(0);
    expect(magnitudeAbove(tiny)).toBe(Number.MIN_VALUE);
    expect(radiusAbove(exact.div(c(1), c(3)))).toBeGreaterThan(0);
    expect(radiusAbove(exact.div(c(1), c(3)))).toBeLessThan(2 ** -95);
  });

  test('in the order of numbers that doubles cannot tell apart', () => {
    for (const gap of [2 ** -110, 2 ** -150, 2 ** -190]) {
      for (const third of [exact.div(c(1), c(3)), exact.sqrt(c(2)), exact.exp(c(-1))]) {
        const above = exact.add(third, c(gap));
        expect(exact.compare(third, above)).toBeLessThan(0);
        expect(exact.compare(above, third)).toBeGreaterThan(0);
        expect(errorOf(gap, exact.sub(exact.max([third, above, third]), third))).toBeLessThan(2 ** -195);
        expect(toNumber(exact.abs(exact.sub(third, above)))).toBeCloseTo(gap, 60);
      }
    }
  });

  test('a recurrence may be deep', () => {
    let x = exact.div(c(1), c(3));
    for (let step = 0; step < 100_000; step++) x = exact.neg(x);
    expect(errorOf(1 / 3, x)).toBeGreaterThan(0);
    expect(enclosureOf(x)).toEqual(enclosed.div(enclosed.constant(1), enclosed.constant(3)));
  });
});

describe('is fast', () => {
  test('big integers are not asked where doubles decide', () => {
    holds(
      fc.property(moderate, moderate, moderate, (x, y, z) => {
        const terms = [x, y, z].map((one) => exact.mul(c(one), exact.div(c(y), c(3))));
        const value = exact.sum(terms);
        const received = toNumber(value) * (1 + 2 ** -30);
        const isNormal = [x, y, z, ...terms.map(toNumber)].every((one) => one === 0 || Math.abs(one) > 2 ** -900);
        fc.pre(isNormal && received !== 0 && Math.abs(received) > 2 ** -10 * Math.max(...terms.map(magnitudeAbove)));
        expect(errorOf(received, value)).toBeGreaterThan(0);
        expect(value.known).toBeUndefined();
      }),
    );
  });
});

describe('errorOf', () => {
  test('is 0 only for the very number', () => {
    expect(errorOf(0.1, c(0.1))).toBe(0);
    expect(errorOf(-0, c(0))).toBe(0);
    expect(errorOf(0.1, exact.div(c(1), c(10)))).toBeGreaterThan(0);
    expect(errorOf(1 / 3, exact.div(c(1), c(3)))).toBeCloseTo(2 ** -54 / 3, 30);
    // Ten bits beyond what two doubles hold.
    const long = exact.sum([c(1), c(2 ** -60), c(2 ** -200)]);
    expect(errorOf(1, exact.sub(long, exact.add(c(2 ** -60), c(2 ** -200))))).toBe(0);
    expect(errorOf(1, exact.sub(long, c(2 ** -60)))).toBe(2 ** -200);
  });

  test('is rounded up', () => {
    holds(
      fc.property(moderate, moderate, moderate, (received, x, y) => {
        const product = exact.mul(c(x), c(y));
        const distance = abs(sub(fromNumber(received), enclosureOf(product).midpoint));
        const error = errorOf(received, product);
        return (
          compare(fromNumber(error), distance) >= 0 && error <= (Math.abs(received) + Math.abs(x * y)) * 2 + 5e-324
        );
      }),
    );
  });

  test('is infinite for what is not a number, and for what is out of range', () => {
    for (const received of [Number.NaN, Infinity, -Infinity]) expect(errorOf(received, c(1))).toBe(Infinity);
    expect(errorOf(1, exact.exp(c(1e6)))).toBe(Infinity);
  });

  test('does not align numbers that are a billion bits apart', () => {
    const tiny = exact.exp(c(-1e9));
    expect(errorOf(0, tiny)).toBe(5e-324);
    expect(errorOf(1, exact.sum([tiny, c(1)]))).toBeGreaterThan(0);
    expect(errorOf(1, exact.sum([tiny, c(1)]))).toBeLessThan(2 ** -190);
  });
});
