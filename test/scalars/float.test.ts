import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as dyadic from '../../spec/scalars/dyadic.ts';
import { enclosed } from '../../spec/scalars/enclosed.ts';
import { errorOf, exact, toNumber } from '../../spec/scalars/exact.ts';
import { type FloatFormat, float, roundTo, unitRoundoff } from '../../spec/scalars/float.ts';
import { holds } from './_internal/holds.ts';
import mpmath from './mpmath50.json' with { type: 'json' };

const formats = ['float64', 'float32', 'float16', 'bfloat16'] as const;
const half = ['float16', 'bfloat16'] as const;
const doubles = fc.double({ noDefaultInfinity: true, noNaN: true });
const scaled = fc
  .tuple(fc.double({ min: -2, max: 2, noNaN: true }), fc.integer({ min: -30, max: 15 }))
  .map(([x, exponent]) => x * 2 ** exponent);

/** The number that a 16-bit pattern stands for, by the definition of the formats. */
function decode(format: 'float16' | 'bfloat16', pattern: number): number {
  const fractionBits = format === 'float16' ? 10 : 7;
  const exponentMask = format === 'float16' ? 31 : 255;
  const bias = exponentMask >> 1;
  const fraction = pattern & (2 ** fractionBits - 1);
  const exponent = (pattern >> fractionBits) & exponentMask;
  const sign = pattern >= 32768 ? -1 : 1;
  if (exponent === exponentMask) return fraction === 0 ? sign * Infinity : Number.NaN;
  if (exponent === 0) return sign * fraction * 2 ** (1 - bias - fractionBits);
  return sign * (2 ** fractionBits + fraction) * 2 ** (exponent - bias - fractionBits);
}

/** The non-negative finite values of a format, in order; pattern i is at index i. */
const values = (format: 'float16' | 'bfloat16'): number[] =>
  Array.from({ length: 32768 }, (_, pattern) => decode(format, pattern)).filter(Number.isFinite);

describe('rounding to a format', () => {
  test('unit roundoff', () => {
    expect(formats.map(unitRoundoff)).toEqual([2 ** -53, 2 ** -24, 2 ** -11, 2 ** -8]);
  });

  test('float32: idempotent, monotone, within u, ties to even', () => {
    const round = (x: number): number => roundTo('float32', x);
    holds(fc.property(doubles, (x) => Object.is(round(round(x)), round(x))));
    holds(fc.property(doubles, doubles, (x, y) => (x <= y ? round(x) <= round(y) : round(x) >= round(y))));
    holds(fc.property(scaled, (x) => Math.abs(x) < 2 ** -126 || Math.abs(round(x) - x) <= 2 ** -24 * Math.abs(x)));
    expect(round(1 + 2 ** -24)).toBe(1);
    expect(round(1 + 3 * 2 ** -24)).toBe(1 + 2 ** -22);
  });

  test.each(half)('%s: every pattern comes back', (format) => {
    for (let pattern = 0; pattern < 65536; pattern++) {
      const value = decode(format, pattern);
      if (!Object.is(roundTo(format, value), value)) expect.unreachable(`pattern ${pattern}: ${value}`);
    }
  });

  test.each(half)('%s: every boundary between neighbours is where it must be', (format) => {
    const finite = values(format);
    for (let pattern = 0; pattern + 1 < finite.length; pattern++) {
      const [low = 0, high = 0] = [finite[pattern], finite[pattern + 1]];
      const middle = (low + high) / 2;
      const even = pattern % 2 === 0 ? low : high;
      const rounded = [middle * (1 - 2 ** -52), middle, middle * (1 + 2 ** -52)].map((x) => roundTo(format, x));
      if (rounded[0] !== low || rounded[1] !== even || rounded[2] !== high)
        expect.unreachable(`${low}, ${high}: ${rounded}`);
      if (roundTo(format, -middle) !== -even) expect.unreachable(`-${middle}`);
    }
  });

  test('float16: overflow, underflow and ties', () => {
    const round = (x: number): number => roundTo('float16', x);
    expect(round(65519.999)).toBe(65504);
    expect(round(65520)).toBe(Infinity);
    expect(round(-65520)).toBe(-Infinity);
    expect(round(2 ** -25)).toBe(0);
    expect(round(2 ** -25 * (1 + 2 ** -10))).toBe(2 ** -24);
    expect(round(2049)).toBe(2048);
    expect(Object.is(round(-1e-300), -0)).toBe(true);
  });

  test('float16: no double rounding', () => {
    const x = 1 + 2 ** -11 + 2 ** -30;
    expect(roundTo('float16', x)).toBe(1 + 2 ** -10);
    expect(roundTo('float16', Math.fround(x))).toBe(1);
  });

  test('bfloat16: the exponent range of float32', () => {
    expect(roundTo('bfloat16', 2 ** 127 * (2 - 2 ** -7))).toBe(2 ** 127 * (2 - 2 ** -7));
    expect(roundTo('bfloat16', 2 ** 127 * (2 - 2 ** -8))).toBe(Infinity);
    expect(roundTo('bfloat16', 2 ** -133)).toBe(2 ** -133);
    expect(roundTo('bfloat16', 2 ** -134)).toBe(0);
    for (const value of values('bfloat16')) if (Math.fround(value) !== value) expect.unreachable(`${value}`);
  });

  test.each(formats)('%s: commutes with negation and with powers of two', (format) => {
    const bounded = fc.double({ min: -2, max: 2, noNaN: true }).filter((x) => Math.abs(x) > 2 ** -4);
    holds(fc.property(doubles, (x) => Object.is(roundTo(format, -x), -roundTo(format, x))));
    holds(
      fc.property(
        bounded,
        fc.integer({ min: -8, max: 12 }),
        (x, k) => roundTo(format, x * 2 ** k) === roundTo(format, x) * 2 ** k,
      ),
    );
  });

  test.each(formats)('%s: NaN, infinities and zeros stay', (format) => {
    for (const x of [Number.NaN, Infinity, -Infinity, 0, -0]) expect(Object.is(roundTo(format, x), x)).toBe(true);
  });
});

describe('operations', () => {
  const patterns = fc.integer({ min: 0, max: 65535 });
  const operands: Record<FloatFormat, fc.Arbitrary<number>> = {
    float64: scaled,
    float32: fc.oneof(scaled, fc.float({ noNaN: true, noDefaultInfinity: true })).map(Math.fround),
    float16: patterns.map((pattern) => decode('float16', pattern)).filter(Number.isFinite),
    bfloat16: patterns.map((pattern) => decode('bfloat16', pattern)).filter(Number.isFinite),
  };
  const c = enclosed.constant;

  test.each(formats)('%s: + - * / and sqrt round once', (format) => {
    const f = float(format);
    const same = (received: number, midpoint: dyadic.Dyadic): boolean => received === dyadic.roundTo(format, midpoint);
    holds(
      fc.property(operands[format], operands[format], (x, y) => {
        const [a, b] = [c(x), c(y)];
        return (
          same(f.add(x, y), enclosed.add(a, b).midpoint) &&
          same(f.sub(x, y), enclosed.sub(a, b).midpoint) &&
          same(f.mul(x, y), enclosed.mul(a, b).midpoint) &&
          // A quotient or a root that is not a tie is at least 2^-2p away from one, so its 200 bits round as it does.
          (y === 0 || same(f.div(x, y), enclosed.div(a, b).midpoint)) &&
          same(f.sqrt(Math.abs(x)), enclosed.sqrt(enclosed.abs(a)).midpoint)
        );
      }),
      2000,
    );
  });

  test('sums go from left to right, powers multiply, constants are rounded', () => {
    const f = float('float16');
    expect(f.sum([2048, 1, 1])).toBe(2048);
    expect(f.sum([1, 1, 2048])).toBe(2050);
    expect([f.sum([]), f.sum([0.5]), f.power(3, 0), f.power(3, 1), f.power(3, 4)]).toEqual([0, 0.5, 1, 3, 81]);
    expect(f.power(f.constant(1.001), 2)).toBe(f.mul(f.constant(1.001), f.constant(1.001)));
    expect(f.constant(0.1)).toBe(0.0999755859375);
    expect(float('bfloat16').constant(Math.PI)).toBe(3.140625);
    expect(float('float32').exp(1)).toBe(Math.fround(Math.E));
  });

  test.each(formats)('%s: max keeps NaN, and takes the first among equals', (format) => {
    const f = float(format);
    expect(f.max([1, 3, 2])).toBe(3);
    for (const terms of [
      [Number.NaN, 1, 2],
      [1, Number.NaN, 2],
      [1, 2, Number.NaN],
    ])
      expect(f.max(terms)).toBeNaN();
    expect(Object.is(f.max([-0, 0]), -0)).toBe(true);
    expect(Object.is(f.max([0, -0]), 0)).toBe(true);
    expect(f.max([-Infinity])).toBe(-Infinity);
    expect(() => f.max([])).toThrow(RangeError);
  });
});

describe('erf', () => {
  const f = float('float64');
  /** Error in units in the last place of the true value. */
  const ulps = (received: number, x: number): number => {
    const value = exact.erf(exact.constant(x));
    const ulp = 2 ** (Math.max(dyadic.topExponent(enclosed.erf(enclosed.constant(x)).midpoint), -1021) - 53);
    return errorOf(received, value) / ulp;
  };

  test('is within an ulp of the true value', () => {
    let worst = 0;
    for (let i = 0; i < 4000; i++) {
      const x = (i * 6.2) / 4000 + 1e-3 * Math.sin(i);
      worst = Math.max(worst, ulps(f.erf(x), x));
    }
    for (const x of [1e-300, 1e-20, 1e-8, 1 / 16, 3 / 16]) worst = Math.max(worst, ulps(f.erf(x), x));
    expect(worst).toBeLessThan(0.8);
    expect(worst).toBeGreaterThan(0.4);
  });

  test('agrees with mpmath, is odd, and saturates', () => {
    for (const [x, digits] of Object.entries(mpmath.erf)) {
      expect(Math.abs(f.erf(Number(x)) - Number(digits))).toBeLessThanOrEqual(2 ** -52 * Math.abs(Number(digits)));
    }
    holds(fc.property(doubles, (x) => Object.is(f.erf(-x), -f.erf(x))));
    expect([f.erf(6), f.erf(-Infinity), toNumber(exact.erf(exact.constant(5.99)))]).toEqual([1, -1, 1]);
    expect(f.erf(Number.NaN)).toBeNaN();
    expect(Object.is(f.erf(-0), -0)).toBe(true);
  });
});
