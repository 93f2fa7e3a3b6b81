import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  abs,
  compare,
  type Dyadic,
  fromNumber,
  mul,
  toNumber as nearestDouble,
  neg,
  scale,
  sub,
  sum,
  topExponent,
} from '../../spec/scalars/dyadic.ts';
import { type Enclosure, enclosed, enclosedAt } from '../../spec/scalars/enclosed.ts';
import type { Scalars } from '../../spec/scalars/scalars.ts';
import { agreesWithDecimal } from './_internal/decimal.ts';
import { holds } from './_internal/holds.ts';
import mpmath from './mpmath50.json' with { type: 'json' };

const finer = enclosedAt(400);
const functions = ['exp', 'log', 'expm1', 'log1p', 'sinh', 'cosh', 'tanh', 'erf', 'sin', 'cos', 'sqrt'] as const;
const functionsOfTwo = ['atan2', 'pow'] as const;
const c = enclosed.constant;
const toNumber = (x: Enclosure): number => nearestDouble(x.midpoint);

const isExact = (x: Enclosure): boolean => x.radius.mantissa === 0n;
/** Whether the enclosure `x` holds some point of `y`, as it must if both enclose the same number. */
const meets = (x: Enclosure, y: Enclosure): boolean =>
  compare(abs(sub(x.midpoint, y.midpoint)), sum([x.radius, y.radius])) <= 0;
/** log2 of radius / |midpoint|. */
const relativeWidth = (x: Enclosure): number => topExponent(x.radius) - topExponent(x.midpoint);

const moderate = fc
  .tuple(fc.double({ min: -2, max: 2, noNaN: true }), fc.integer({ min: -30, max: 8 }))
  .map(([x, exponent]) => x * 2 ** exponent);
const positive = moderate.map(Math.abs).filter((x) => x > 0);

describe('against 50 digits of mpmath', () => {
  test.each(functions)('%s', (name) => {
    const points = Object.entries(mpmath[name]);
    expect(points.length).toBeGreaterThanOrEqual(38);
    for (const [argument, digits] of points) {
      for (const system of [enclosed, finer]) {
        const value = system[name](system.constant(Number(argument)));
        expect(agreesWithDecimal(value, digits), `${name}(${argument}) = ${digits}, got ${toNumber(value)}`).toBe(true);
        expect(isExact(value) || relativeWidth(value) < -190, `width of ${name}(${argument})`).toBe(true);
      }
    }
  });

  test.each(functionsOfTwo)('%s', (name) => {
    const points = Object.entries(mpmath[name]);
    expect(points.length).toBeGreaterThanOrEqual(38);
    for (const [pair, digits] of points) {
      const [a = Number.NaN, b = Number.NaN] = pair.split(' ').map(Number);
      for (const system of [enclosed, finer]) {
        const value = system[name](system.constant(a), system.constant(b));
        expect(agreesWithDecimal(value, digits), `${name}(${pair}) = ${digits}, got ${toNumber(value)}`).toBe(true);
        expect(isExact(value) || relativeWidth(value) < -180, `width of ${name}(${pair})`).toBe(true);
      }
    }
  });

  test('a wrong last digit would show', () => {
    expect(agreesWithDecimal(enclosed.exp(c(1)), '2.7182818284590452353602874713526624977572470936999')).toBe(true);
    expect(agreesWithDecimal(enclosed.exp(c(1)), '2.7182818284590452353602874713526624977572470937012')).toBe(false);
    expect(agreesWithDecimal(enclosed.exp(c(-700)), '9.8596765437597708567053729478495e-305')).toBe(true);
    expect(agreesWithDecimal(enclosed.exp(c(-700)), '9.8596765437597708567053729478475e-305')).toBe(false);
  });
});

describe('without rounding', () => {
  test('as long as only + - * neg abs max power are used', () => {
    holds(
      fc.property(moderate, moderate, moderate, (x, y, z) => {
        const [a, b, d] = [c(x), c(y), c(z)];
        const value = enclosed.sum([
          enclosed.mul(a, b),
          enclosed.power(d, 3),
          enclosed.abs(enclosed.sub(a, enclosed.max([b, d]))),
        ]);
        const products = [mul(fromNumber(x), fromNumber(y)), mul(fromNumber(z), mul(fromNumber(z), fromNumber(z)))];
        const distance = abs(sub(fromNumber(x), fromNumber(Math.max(y, z))));
        return isExact(value) && compare(value.midpoint, sum([...products, distance])) === 0;
      }),
    );
  });

  test('to an integer, or not at all where a half lies within', () => {
    expect(isExact(enclosed.round(enclosed.exp(c(1))))).toBe(true);
    expect(compare(enclosed.round(enclosed.exp(c(1))).midpoint, fromNumber(3))).toBe(0);
    const half = enclosed.sub(enclosed.log(enclosed.exp(c(1))), c(0.5));
    expect(() => enclosed.round(half)).toThrow('raise the precision');
  });

  test('to the integer below, or not at all where an integer lies within', () => {
    for (const [x, below] of [
      [2.5, 2],
      [-2.5, -3],
      [3, 3],
      [-1e300, -1e300],
      [-5e-324, -1],
    ] as const) {
      expect(toNumber(enclosed.floor(c(x)))).toBe(below);
    }
    expect(toNumber(enclosed.floor(enclosed.neg(enclosed.exp(c(1)))))).toBe(-3);
    expect(() => enclosed.floor(enclosed.log(enclosed.exp(c(1))))).toThrow('raise the precision');
  });

  test('in powers by an integer', () => {
    expect(toNumber(enclosed.pow(c(3), c(5)))).toBe(243);
    for (const value of [enclosed.pow(c(-0.5), c(-7)), enclosed.pow(c(0), c(3)), enclosed.pow(c(0), c(0.5))]) {
      expect(isExact(value)).toBe(true);
    }
  });

  test('also in quotients and roots that terminate', () => {
    expect(enclosed.div(c(3), c(8))).toEqual({
      midpoint: { mantissa: 3n, exponent: -3 },
      radius: { mantissa: 0n, exponent: 0 },
    });
    expect(enclosed.div(enclosed.sum([c(0.1), c(0.1), c(0.1)]), c(3))).toEqual(c(0.1));
    expect(enclosed.sqrt(enclosed.mul(c(0.1), c(0.1)))).toEqual(c(0.1));
    holds(
      fc.property(positive, positive, (x, y) => {
        const product = enclosed.mul(c(x), c(y));
        const quotient = enclosed.div(product, c(y));
        return isExact(quotient) && toNumber(quotient) === x && toNumber(enclosed.sqrt(enclosed.power(c(x), 2))) === x;
      }),
    );
  });

  test('at the points where a function is known', () => {
    for (const [value, expected] of [
      [enclosed.exp(c(0)), 1],
      [enclosed.log(c(1)), 0],
      [enclosed.tanh(c(0)), 0],
      [enclosed.erf(c(0)), 0],
      [enclosed.sin(c(0)), 0],
      [enclosed.cos(c(0)), 1],
      [enclosed.expm1(c(0)), 0],
      [enclosed.log1p(c(0)), 0],
      [enclosed.sinh(c(0)), 0],
      [enclosed.cosh(c(0)), 1],
      [enclosed.atan2(c(0), c(3)), 0],
      [enclosed.pow(c(7), c(0)), 1],
      [enclosed.pow(c(1), c(1e300)), 1],
      [enclosed.power(c(7), 0), 1],
    ] as const) {
      expect(isExact(value) && toNumber(value) === expected).toBe(true);
    }
  });
});

/** A computation that uses everything, on positive numbers. */
function everything<T>(s: Scalars<T>, x: number, y: number, z: number): T {
  const [a, b, d] = [s.constant(x), s.constant(y), s.constant(z)];
  const mean = s.div(s.sum([a, b, d]), s.constant(3));
  const deviations = [a, b, d].map((term) => s.power(s.sub(term, mean), 2));
  const spread = s.sqrt(s.add(s.sum(deviations), s.exp(s.neg(a))));
  const gelu = s.mul(b, s.add(s.constant(1), s.erf(s.div(b, s.sqrt(s.constant(2))))));
  return s.add(s.div(s.tanh(d), spread), s.max([gelu, s.log(s.add(mean, s.abs(d)))]));
}

describe('enclosures hold the true value', () => {
  test('200 bits meet 400 bits, and are narrow', () => {
    for (const name of functions) {
      holds(
        fc.property(positive, fc.boolean(), (x, negative) => {
          const isSigned = name !== 'log' && name !== 'sqrt' && (name !== 'log1p' || x < 1);
          const argument = negative && isSigned ? -x : x;
          const value = enclosed[name](c(argument));
          return meets(value, finer[name](c(argument))) && (isExact(value) || relativeWidth(value) < -195);
        }),
      );
    }
    holds(fc.property(positive, positive, (x, y) => meets(enclosed.div(c(x), c(y)), finer.div(c(x), c(y)))));
    for (const name of functionsOfTwo) {
      holds(
        fc.property(positive, moderate, (x, y) => {
          const value = enclosed[name](c(x), c(y));
          return meets(value, finer[name](c(x), c(y))) && (isExact(value) || relativeWidth(value) < -185);
        }),
      );
    }
  });

  test('in compositions, where 400 bits give the narrower one', () => {
    holds(
      fc.property(positive, positive, positive, (x, y, z) => {
        const [coarse, fine] = [everything(enclosed, x, y, z), everything(finer, x, y, z)];
        return meets(coarse, fine) && compare(fine.radius, coarse.radius) < 0 && relativeWidth(coarse) < -120;
      }),
    );
  });

  test('for every argument in a wide enclosure', () => {
    const widths = fc.integer({ min: 3, max: 60 });
    for (const name of functions) {
      holds(
        fc.property(positive, widths, fc.double({ min: -1, max: 1, noNaN: true }), (x, width, t) => {
          const radius = scale(fromNumber(x), -width);
          const wide: Enclosure = { midpoint: fromNumber(x), radius };
          const inside: Enclosure = {
            midpoint: sum([wide.midpoint, mul(radius, fromNumber(t))]),
            radius: c(0).midpoint,
          };
          return compare(radius, fromNumber(1)) > 0 || meets(enclosed[name](wide), finer[name](inside));
        }),
      );
    }
    for (const operation of ['add', 'sub', 'mul', 'div', 'atan2'] as const) {
      holds(
        fc.property(positive, positive, widths, fc.constantFrom(-1, 1), fc.constantFrom(-1, 1), (x, y, width, s, t) => {
          const wide = (a: Dyadic): Enclosure => ({ midpoint: a, radius: scale(abs(a), -width) });
          const end = (a: Enclosure, sign: number): Enclosure => ({
            midpoint: sum([a.midpoint, sign < 0 ? neg(a.radius) : a.radius]),
            radius: c(0).midpoint,
          });
          const [a, b] = [wide(fromNumber(x)), wide(fromNumber(y))];
          return meets(enclosed[operation](a, b), finer[operation](end(a, s), end(b, t)));
        }),
      );
    }
  });

  test('the midpoint stays short', () => {
    let value = enclosed.div(c(1), c(3));
    for (let i = 0; i < 100; i++)
      value = enclosed.sub(enclosed.mul(value, c(3.7)), enclosed.mul(enclosed.mul(value, value), c(3.7)));
    expect(topExponent({ mantissa: value.midpoint.mantissa, exponent: 0 })).toBeLessThan(300);
    expect(enclosed.power(c(0.9), 1_000_000).midpoint.mantissa < 1n << 300n).toBe(true);
    expect(toNumber(enclosed.power(c(0.999), 1000))).toBeCloseTo(0.367695424770964, 15);
  });

  test('erf beyond 27 is 1 to within a stated radius', () => {
    for (const x of [27.1, 100, 1e300]) {
      const value = enclosed.erf(c(-x));
      expect(toNumber(value)).toBe(-1);
      expect(topExponent(value.radius)).toBeLessThan(-200);
      expect(isExact(value)).toBe(false);
    }
  });
});

describe('what is not defined or not decided', () => {
  const third = enclosed.div(c(1), c(3));
  const nothing = enclosed.sub(enclosed.mul(third, c(3)), c(1));

  test.each([
    ['division by zero', () => enclosed.div(c(1), c(0))],
    ['square root of a negative', () => enclosed.sqrt(c(-1))],
    ['square root of a negative', () => enclosed.sqrt(enclosed.neg(third))],
    ['not positive', () => enclosed.log(c(0))],
    ['not positive', () => enclosed.log(enclosed.neg(third))],
    ['raise the precision', () => enclosed.div(c(1), nothing)],
    ['raise the precision', () => enclosed.sqrt(nothing)],
    ['raise the precision', () => enclosed.log(nothing)],
    ['raise the precision', () => enclosed.compare(nothing, c(0))],
    ['the angle of (0, 0)', () => enclosed.atan2(c(0), c(0))],
    ['holds (0, 0): raise the precision', () => enclosed.atan2(nothing, c(0))],
    ['at the cut: raise the precision', () => enclosed.atan2(nothing, c(-1))],
    ['not positive', () => enclosed.log1p(c(-1))],
    ['not positive', () => enclosed.pow(c(-2), c(0.5))],
    ['division by zero', () => enclosed.pow(c(0), c(-1))],
    ['beyond', () => enclosed.sinh(c(-1e300))],
    ['not a finite number', () => c(Number.NaN)],
    ['at least one term', () => enclosed.max([])],
    ['whole number', () => enclosed.power(c(2), -1)],
    ['beyond', () => enclosed.exp(c(1e300))],
  ])('%s is a RangeError', (message, compute) => {
    expect(compute).toThrow(RangeError);
    expect(compute).toThrow(message);
  });

  test('max holds the larger of two that are not told apart', () => {
    const larger = enclosed.max([nothing, c(0)]);
    expect(compare(sum([larger.midpoint, larger.radius]), sum([nothing.midpoint, nothing.radius]))).toBe(0);
    const first = c(2);
    expect(enclosed.max([c(1), first, c(2)])).toBe(first);
  });

  test('comparison decides what is apart, and takes the same enclosure as equal', () => {
    expect(enclosed.compare(third, c(0.34))).toBeLessThan(0);
    expect(enclosed.compare(third, enclosed.div(c(1), c(3)))).toBe(0);
    expect(enclosed.compare(enclosed.exp(c(-1e9)), c(1))).toBeLessThan(0);
  });
});
