import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  abs,
  add,
  bitLength,
  compare,
  type Dyadic,
  fromNumber,
  mul,
  neg,
  roundTo,
  sub,
  sum,
  toInteger,
  toNumber,
  toNumberAbove,
  truncated,
  ZERO,
} from '../../spec/scalars/dyadic.ts';
import * as float from '../../spec/scalars/float.ts';
import { holds } from './_internal/holds.ts';

const dyadics = fc
  .record({
    mantissa: fc.bigInt({ min: -(1n << 120n), max: 1n << 120n }),
    exponent: fc.integer({ min: -300, max: 300 }),
  })
  .map((a): Dyadic => a);
const doubles = fc.double({ noDefaultInfinity: true, noNaN: true });
/** Doubles whose sums, products and quotients stay in range most of the time. */
const moderate = fc
  .tuple(fc.double({ min: -2, max: 2, noNaN: true }), fc.integer({ min: -40, max: 40 }))
  .map(([x, exponent]) => x * 2 ** exponent);

const equal = (a: Dyadic, b: Dyadic): boolean => compare(a, b) === 0;
/** The double next below x > 0. */
function below(x: number): number {
  const bits = new BigInt64Array(new Float64Array([x]).buffer);
  return new Float64Array(bits.map((pattern) => pattern - 1n).buffer)[0] ?? Number.NaN;
}

describe('a double', () => {
  test('is lifted by its bits and comes back', () => {
    holds(fc.property(doubles, (x) => Object.is(toNumber(fromNumber(x)), x === 0 ? 0 : x)));
    expect(fromNumber(0.1)).toEqual({ mantissa: 3602879701896397n, exponent: -55 });
    expect(fromNumber(5e-324)).toEqual({ mantissa: 1n, exponent: -1074 });
    expect(fromNumber(-Number.MAX_VALUE)).toEqual({ mantissa: -(2n ** 53n) + 1n, exponent: 971 });
  });

  test('that is NaN or infinite is refused', () => {
    for (const x of [Number.NaN, Infinity, -Infinity]) expect(() => fromNumber(x)).toThrow(RangeError);
  });
});

test('bitLength', () => {
  for (const n of [1, 2, 52, 53, 54, 63, 64, 200, 1000, 1023, 1024, 1025, 3000]) {
    const power = 1n << BigInt(n);
    expect([bitLength(power - 1n), bitLength(power), bitLength(-power - 1n)]).toEqual([n, n + 1, n + 1]);
  }
  expect(bitLength(0n)).toBe(0);
});

describe('ring and order', () => {
  test('addition and multiplication are commutative and associative, and multiplication distributes', () => {
    holds(
      fc.property(
        dyadics,
        dyadics,
        dyadics,
        (a, b, c) =>
          equal(add(a, b), add(b, a)) &&
          equal(mul(a, b), mul(b, a)) &&
          equal(add(add(a, b), c), add(a, add(b, c))) &&
          equal(mul(mul(a, b), c), mul(a, mul(b, c))) &&
          equal(mul(a, add(b, c)), add(mul(a, b), mul(a, c))),
      ),
    );
  });

  test('a - a = 0, |a| >= 0, and sum agrees with add', () => {
    holds(
      fc.property(
        dyadics,
        dyadics,
        dyadics,
        (a, b, c) =>
          equal(sub(a, a), ZERO) && compare(abs(a), ZERO) >= 0 && equal(sum([a, b, c, ZERO]), add(a, add(b, c))),
      ),
    );
    expect(sum([])).toEqual(ZERO);
  });

  test('compare is the sign of the difference', () => {
    holds(
      fc.property(
        dyadics,
        dyadics,
        (a, b) =>
          Math.sign(compare(a, b)) === Math.sign(toNumber(sub(a, b))) &&
          Math.sign(compare(a, b)) === -Math.sign(compare(b, a)) + 0,
      ),
    );
    holds(
      fc.property(doubles, doubles, (x, y) => Math.sign(compare(fromNumber(x), fromNumber(y))) === Math.sign(x - y)),
    );
  });

  test('truncated loses less than its last bit', () => {
    holds(
      fc.property(dyadics, fc.integer({ min: -350, max: 450 }), (a, lowest) => {
        const distance = abs(sub(a, truncated(a, lowest)));
        return compare(distance, { mantissa: 1n, exponent: lowest }) < 0;
      }),
    );
  });
});

describe('rounding', () => {
  test('of sums and products is that of the processor, subnormals and overflow included', () => {
    const same = (a: number, b: number): boolean => a === b;
    holds(fc.property(doubles, doubles, (x, y) => same(toNumber(add(fromNumber(x), fromNumber(y))), x + y)));
    holds(fc.property(doubles, doubles, (x, y) => same(toNumber(mul(fromNumber(x), fromNumber(y))), x * y)));
    holds(fc.property(moderate, moderate, (x, y) => same(toNumber(mul(fromNumber(x), fromNumber(y))), x * y)));
  });

  test.each(['float32', 'float16', 'bfloat16'] as const)(
    'of a double to %s agrees with the one in floating point',
    (format) => {
      holds(fc.property(doubles, (x) => roundTo(format, fromNumber(x)) === float.roundTo(format, x)));
      holds(fc.property(moderate, (x) => roundTo(format, fromNumber(x)) === float.roundTo(format, x)));
    },
  );

  test('breaks ties to even, once', () => {
    const halfway = add(fromNumber(1), { mantissa: 1n, exponent: -53 });
    expect(toNumber(halfway)).toBe(1);
    expect(toNumber(add(halfway, { mantissa: 1n, exponent: -3000 }))).toBe(1 + 2 ** -52);
    expect(toNumber({ mantissa: 1n, exponent: -1075 })).toBe(0);
    expect(toNumber({ mantissa: 3n, exponent: -1076 })).toBe(5e-324);
    expect(toNumber({ mantissa: 3n, exponent: -1075 })).toBe(1e-323);
    expect(toNumber({ mantissa: 2n ** 54n - 1n, exponent: 970 })).toBe(Infinity);
    expect(toNumber({ mantissa: 2n ** 55n - 3n, exponent: 969 })).toBe(Number.MAX_VALUE);
    expect(toNumber({ mantissa: -1n, exponent: 1e9 })).toBe(-Infinity);
    expect(toNumber({ mantissa: 1n, exponent: -1e9 })).toBe(0);
  });

  test('to integers breaks ties to even, and agrees with the one in floating point', () => {
    const { round } = float.float('float64');
    holds(fc.property(moderate, (x) => toNumber(toInteger(fromNumber(x))) === round(x)));
    for (const [x, integer] of [
      [0.5, 0],
      [1.5, 2],
      [-2.5, -2],
      [-3.5, -4],
      [0.5 - 2 ** -54, 0],
      [2 ** 52 + 1, 2 ** 52 + 1],
    ] as const) {
      expect(toNumber(toInteger(fromNumber(x)))).toBe(integer);
      expect(round(x)).toBe(integer);
    }
    expect(round(-0.5)).toBe(-0);
    expect(round(-0)).toBe(-0);
    expect(round(-Infinity)).toBe(-Infinity);
    expect(round(Number.NaN)).toBe(Number.NaN);
  });

  test('above gives the least double that is not less', () => {
    holds(
      fc.property(dyadics.map(abs), (a) => {
        const above = toNumberAbove(a);
        const isAbove = compare(fromNumber(above), a) >= 0;
        return isAbove && (above === 0 || compare(fromNumber(below(above)), a) < 0);
      }),
    );
    expect(toNumberAbove({ mantissa: 1n, exponent: -5000 })).toBe(5e-324);
    expect(toNumberAbove({ mantissa: 1n, exponent: 1024 })).toBe(Infinity);
    expect(toNumberAbove(neg(ZERO))).toBe(0);
  });
});
