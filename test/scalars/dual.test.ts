import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allowedError, boundArithmetic } from '../../spec/scalars/bound.ts';
import type { Differentiable } from '../../spec/scalars/differentiable.ts';
import { type Dual, dual } from '../../spec/scalars/dual.ts';
import { abs, compare, sub, sum, topExponent } from '../../spec/scalars/dyadic.ts';
import { type Exact, enclosureOf, errorOf, exact, exactArithmetic, toNumber } from '../../spec/scalars/exact.ts';
import { float } from '../../spec/scalars/float.ts';
import { holds } from './_internal/holds.ts';

const first = dual(exact);
const second = dual(first);
const c = exact.constant;
const one = c(1);
const zero = c(0);

const at = (x: number, tangent = 1): Dual<Exact> => ({ value: c(x), tangent: c(tangent) });
/** x with both directions set to 1, so that value.tangent is f' and tangent.tangent is f''. */
const twice = (x: number): Dual<Dual<Exact>> => ({
  value: { value: c(x), tangent: one },
  tangent: { value: one, tangent: zero },
});

type Unary = <T>(s: Differentiable<T>, x: T) => T;
const functions: Record<string, Unary> = {
  exp: (s, x) => s.exp(x),
  log: (s, x) => s.log(x),
  expm1: (s, x) => s.expm1(s.neg(x)),
  log1p: (s, x) => s.log1p(x),
  sinh: (s, x) => s.sinh(x),
  cosh: (s, x) => s.cosh(x),
  atan2: (s, x) => s.atan2(s.sub(x, s.constant(2)), s.mul(x, x)),
  pow: (s, x) => s.pow(x, s.sub(x, s.constant(1))),
  powOfNegative: (s, x) => s.pow(s.neg(x), s.constant(-3)),
  floor: (s, x) => s.mul(x, s.floor(s.mul(s.constant(0.2), x))),
  tanh: (s, x) => s.tanh(x),
  erf: (s, x) => s.erf(x),
  sin: (s, x) => s.sin(s.mul(s.pi(), x)),
  cos: (s, x) => s.cos(s.mul(x, x)),
  sqrt: (s, x) => s.sqrt(x),
  abs: (s, x) => s.abs(s.neg(x)),
  power: (s, x) => s.power(x, 5),
  reciprocal: (s, x) => s.div(s.constant(1), x),
  quotient: (s, x) => s.div(s.sub(x, s.constant(3)), s.add(s.mul(x, x), s.constant(1))),
  hinge: (s, x) =>
    s.select(
      x,
      s.constant(1),
      () => s.mul(x, x),
      () => s.power(x, 3),
    ),
  relu: (s, x) => s.max([s.constant(0), s.sub(x, s.constant(1))]),
  gaussian: (s, x) => s.mul(x, s.exp(s.neg(s.mul(x, x)))),
  logSumExp: (s, x) => s.log(s.sum([s.exp(x), s.exp(s.mul(s.constant(2), x)), s.constant(1)])),
};

const fine = exactArithmetic(400);
const H = -60;

/** Central differences at 400 bits with h = 2^-60: the first errs by about h^2 f''' / 6, the second by h^2 f'''' / 12. */
function differences(f: Unary, x: number): readonly [number, number] {
  const shifted = (sign: number): Exact => f(fine, fine.add(fine.constant(x), fine.constant(sign * 2 ** H)));
  const [below, middle, above] = [shifted(-1), shifted(0), shifted(1)];
  return [
    toNumber(fine.div(fine.sub(above, below), fine.constant(2 ** (H + 1)))),
    toNumber(fine.div(fine.sum([above, below, fine.neg(middle), fine.neg(middle)]), fine.constant(2 ** (2 * H)))),
  ];
}

const close = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-14 * (1 + Math.abs(b));

describe('over exact', () => {
  test.each(Object.entries(functions))('%s: first and second derivative are those of central differences', (_, f) => {
    holds(
      fc.property(
        fc.double({ min: 0.1, max: 4, noNaN: true }).filter((x) => Math.abs(x - 1) > 1e-3),
        (x) => {
          const [slope, curvature] = differences(f, x);
          const result = f(second, twice(x));
          return (
            close(toNumber(f(first, at(x)).tangent), slope) &&
            close(toNumber(result.value.tangent), slope) &&
            close(toNumber(result.tangent.tangent), curvature)
          );
        },
      ),
      60,
    );
  });

  test('the tangent is linear in the direction, and exact where the operations are', () => {
    const weights = fc.integer({ min: -5, max: 5 });
    holds(
      fc.property(weights, weights, weights, (x, y, t) => {
        const product = first.mul(at(x, t), at(y, 1));
        const expected = exact.constant(t * y + x);
        return exact.compare(product.tangent, expected) === 0 && enclosureOf(product.tangent).radius.mantissa === 0n;
      }),
    );
  });

  test('second derivatives are exact for polynomials', () => {
    const cubic = second.sum([second.power(twice(3), 3), second.mul(second.constant(-2), twice(3))]);
    expect(toNumber(cubic.value.value)).toBe(21);
    expect(toNumber(cubic.value.tangent)).toBe(25);
    expect(toNumber(cubic.tangent.tangent)).toBe(18);
  });

  test('the slope of erf at 0 is 2 / sqrt(pi), to the precision of the inner system', () => {
    const { tangent } = first.erf(at(0));
    const fineTangent = dual(fine).erf({ value: fine.constant(0), tangent: fine.constant(1) }).tangent;
    const [coarse, narrow] = [enclosureOf(tangent), enclosureOf(fineTangent)];
    const distance = abs(sub(coarse.midpoint, narrow.midpoint));
    expect(compare(distance, sum([coarse.radius, narrow.radius]))).toBeLessThanOrEqual(0);
    expect(topExponent(narrow.radius)).toBeLessThan(-390);
    const pi = fine.div(fine.constant(4), fine.power(fineTangent, 2));
    expect(toNumber(pi)).toBe(Math.PI);
  });
});

describe('kinks', () => {
  test('max takes the tangent of the first among equals', () => {
    expect(toNumber(first.max([at(1, 3), at(2, 5), at(2, 7)]).tangent)).toBe(5);
    expect(toNumber(first.max([first.constant(0), at(0, 7)]).tangent)).toBe(0);
    expect(toNumber(first.max([at(0, 7), first.constant(0)]).tangent)).toBe(7);
    expect(() => first.max([])).toThrow(RangeError);
  });

  test('a detached value has no derivative of any order', () => {
    const { value, tangent } = second.detach?.(twice(2)) ?? twice(2);
    expect(toNumber(value.value)).toBe(2);
    expect([value.tangent, tangent.value, tangent.tangent].map(toNumber)).toEqual([0, 0, 0]);
  });

  test('a choice takes the tangent of what it takes, and does not make the other', () => {
    const unmade = (): never => {
      throw new RangeError('not to be made');
    };
    expect(toNumber(first.select(at(1, 3), at(2, 5), () => at(7, 11), unmade).tangent)).toBe(11);
    expect(toNumber(first.select(at(2, 3), at(2, 5), unmade, () => at(7, 13)).tangent)).toBe(13);
  });

  test('a choice that rounding may decide has the slopes of both', () => {
    const system = boundArithmetic({ dtype: 'float64' });
    const third = system.sub(system.div(system.constant(1), system.constant(3)), system.constant(1 / 3));
    const zero = system.constant(0);
    const way = (tangent: number) => () => ({ value: zero, tangent: system.constant(tangent) });
    const { tangent } = dual(system).select(
      { value: third, tangent: zero },
      { value: zero, tangent: zero },
      way(2),
      way(5),
    );
    expect([2, 5].map((slope) => errorOf(slope, tangent.value) <= allowedError(tangent, { dtype: 'float64' }))).toEqual(
      [true, true],
    );
    expect(errorOf(9, tangent.value) <= allowedError(tangent, { dtype: 'float64' })).toBe(false);
  });

  test('abs takes 0 at 0', () => {
    expect([-2, 0, 2].map((x) => toNumber(first.abs(at(x)).tangent))).toEqual([-1, 0, 1]);
  });

  test('the root of 0 has no derivative, unless nothing moves it', () => {
    expect(() => first.sqrt(at(0))).toThrow(RangeError);
    expect(toNumber(first.sqrt(first.constant(0)).tangent)).toBe(0);
    expect(() => second.sqrt(twice(0))).toThrow(RangeError);
    expect(() => second.sqrt({ value: at(0, 0), tangent: at(0, 1) })).toThrow(RangeError);
  });
});

describe('over other systems', () => {
  test('float64 gives the usual derivative', () => {
    const f = dual(float('float64'));
    const x = { value: 0.75, tangent: 1 };
    expect(f.tanh(x).tangent).toBeCloseTo(1 - Math.tanh(0.75) ** 2, 15);
    expect(f.power(x, 0)).toEqual({ value: 1, tangent: 0 });
    expect(f.power(x, 3).tangent).toBe(3 * 0.75 ** 2);
  });

  test('bound gives what the derivative may err by', () => {
    const b = boundArithmetic({ dtype: 'float32' });
    const f = dual(b);
    const x = { value: b.constant(0.75), tangent: b.constant(1) };
    const { tangent } = f.mul(f.exp(x), x);
    expect(toNumber(tangent.value)).toBeCloseTo(1.75 * Math.exp(0.75), 14);
    expect(tangent.error).toBeGreaterThan(toNumber(tangent.value));
    expect(tangent.error).toBeLessThan(16 * toNumber(tangent.value));
  });
});
