import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allowedError, boundArithmetic } from '../../spec/scalars/bound.ts';
import { type Complex, complex } from '../../spec/scalars/complex.ts';
import { cost } from '../../spec/scalars/cost.ts';
import { dual } from '../../spec/scalars/dual.ts';
import { type Exact, errorOf, exact, toNumber } from '../../spec/scalars/exact.ts';
import { float } from '../../spec/scalars/float.ts';
import { reverse } from '../../spec/scalars/reverse.ts';
import type { Scalars } from '../../spec/scalars/scalars.ts';
import { holds } from './_internal/holds.ts';

const plain = complex(float('float64'));
const field = complex(exact);
const z = (re: number, im: number): Complex<number> => ({ re, im });
const lifted = <T>(s: Scalars<T>, { re, im }: Complex<number>): Complex<T> => ({
  re: s.constant(re),
  im: s.constant(im),
});
const rounded = ({ re, im }: Complex<Exact>) => z(toNumber(re), toNumber(im));

const part = fc
  .tuple(fc.double({ min: 1, max: 2, noNaN: true }), fc.integer({ min: -40, max: 40 }), fc.boolean())
  .map(([x, exponent, negative]) => (negative ? -x : x) * 2 ** exponent);
const number = fc.record({ re: part, im: part });

describe('arithmetic', () => {
  test('of Gaussian integers', () => {
    expect(plain.mul(z(1, 2), z(3, -4))).toEqual(z(11, 2));
    expect(plain.div(z(11, 2), z(3, -4))).toEqual(z(1, 2));
    expect(plain.div(z(11, 2), z(1, 2))).toEqual(z(3, -4));
    expect(plain.abs(z(3, -4))).toEqual(z(5, 0));
    expect(plain.power(z(1, 1), 8)).toEqual(z(16, 0));
    expect(plain.power(z(1, 1), 0)).toEqual(z(1, 0));
    expect(plain.conj?.(z(1, 2))).toEqual(z(1, -2));
    expect(plain.sub(z(1, 2), z(3, 5))).toEqual(z(-2, -3));
    expect(plain.div(z(6, 4), z(2, 0))).toEqual(z(3, 2));
  });

  test('e^(i pi) is -1', () => {
    const { re, im } = rounded(field.exp(field.mul(field.pi(), lifted(exact, z(0, 1)))));
    expect(re).toBe(-1);
    expect(Math.abs(im)).toBeLessThan(1e-55);
  });

  test('counts four products and two additions for one', () => {
    const { scalars, counted } = cost();
    const counting = complex(scalars);
    const one = { re: scalars.constant(1), im: scalars.constant(1) };
    counting.mul(one, { ...one });
    expect([counted.multiplications, counted.additions]).toEqual([4, 2]);
  });

  test('has no order and no branches', () => {
    for (const name of ['sqrt', 'log', 'log1p', 'tanh', 'erf', 'sin', 'cos', 'floor'] as const) {
      expect(() => plain[name](z(1, 1))).toThrow(`complex: ${name} is not defined for complex numbers`);
    }
    expect(() => plain.max([z(1, 1)])).toThrow('max is not defined');
    expect(() =>
      plain.select(
        z(1, 0),
        z(2, 0),
        () => z(0, 0),
        () => z(0, 0),
      ),
    ).toThrow('select is not defined');
  });
});

describe('bounds', () => {
  const round = Math.fround;
  const [u32, profile] = [boundArithmetic({ dtype: 'float32' }), { dtype: 'float32' } as const];
  /** (ac + bd) / (c^2 + d^2), every operation rounded. */
  const textbook = (a: Complex<number>, b: Complex<number>) => {
    const norm = round(round(b.re * b.re) + round(b.im * b.im));
    const over = (x: number, y: number) => round(round(round(x) + round(y)) / norm);
    return z(over(a.re * b.re, a.im * b.im), over(a.im * b.re, -(a.re * b.im)));
  };
  const single = fc.record({ re: part, im: part }).map(({ re, im }) => z(round(re), round(im)));
  const within = (received: Complex<number>, a: Complex<number>, b: Complex<number>, name: 'mul' | 'div') => {
    const allowed = complex(u32)[name](lifted(u32, a), lifted(u32, b));
    return (['re', 'im'] as const).every(
      (one) => errorOf(received[one], allowed[one].value) <= allowedError(allowed[one], profile),
    );
  };
  const inSingle = complex(float('float32'));

  test('hold for the product, for Smith and for the textbook', () => {
    holds(fc.property(single, single, (a, b) => within(inSingle.mul(a, b), a, b, 'mul')));
    holds(fc.property(single, single, (a, b) => within(inSingle.div(a, b), a, b, 'div')));
    holds(fc.property(single, single, (a, b) => within(textbook(a, b), a, b, 'div')));
  });

  test('are not those of a quotient that multiplies by |b| once too often', () => {
    const [a, b] = [z(3, 4), z(1, 1.5)];
    const { re, im } = inSingle.div(a, b);
    expect(within(z(re * (1 + 2 ** -20), im), a, b, 'div')).toBe(false);
  });

  test('are exact values of a quotient', () => {
    holds(
      fc.property(number, number, (a, b) => {
        const [x, y] = [lifted(exact, a), lifted(exact, b)];
        const { re, im } = rounded(field.sub(field.mul(field.div(x, y), y), x));
        return Math.hypot(re, im) <= 1e-40 * Math.hypot(a.re, a.im);
      }),
    );
  });
});

describe('derivatives', () => {
  test('of a holomorphic function are the products with its derivative', () => {
    const [point, direction] = [z(1.5, -0.75), z(0.5, 2)];
    const system = complex(dual(exact));
    const variable = (value: number, tangent: number) => ({
      value: exact.constant(value),
      tangent: exact.constant(tangent),
    });
    const cubed = system.power({ re: variable(point.re, direction.re), im: variable(point.im, direction.im) }, 3);
    const expected = plain.mul(plain.mul(z(3, 0), plain.mul(point, point)), direction);
    expect([toNumber(cubed.re.tangent), toNumber(cubed.im.tangent)]).toEqual([expected.re, expected.im]);
  });

  test('in reverse are by the conjugate: the gradient of |z|^2 / 2 is z', () => {
    const { system, variable, pull } = reverse(exact);
    const point = { re: variable(exact.constant(3)), im: variable(exact.constant(-4)) };
    const { mul, conj } = complex(system);
    const gradient = pull([[mul(point, conj?.(point) ?? point).re, exact.constant(0.5)]]);
    expect(gradient.map(toNumber)).toEqual([3, -4]);
  });
});
