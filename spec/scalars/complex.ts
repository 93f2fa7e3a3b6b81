import type { Differentiable } from './differentiable.ts';
import type { Scalars } from './scalars.ts';

/** A complex number over some system of real ones. */
export interface Complex<T> {
  readonly re: T;
  readonly im: T;
}

/**
 * Complex numbers over any system: a definition is evaluated over them as it stands, and the inner system says of each part what it says
 * of a real number. So the bounds are componentwise, and derivatives are those by the real and by the imaginary part.
 *
 * A product is of four real ones. A quotient is Smith's, whose bound holds for (ac + bd) / (c^2 + d^2) too, where that neither over- nor
 * underflows (Higham 2002, section 3.6). `abs` is the modulus. Complex numbers have no order: what compares throws TypeError, as does a
 * function that no definition asks of them.
 */
export function complex<T>(inner: Scalars<T> & Partial<Pick<Differentiable<T>, 'isZero'>>): Scalars<Complex<T>> {
  const [zero, one] = [inner.constant(0), inner.constant(1)];
  const real = (re: T): Complex<T> => ({ re, im: zero });
  const isNothing = (a: T): boolean => inner.isZero?.(a) ?? false;
  const each = (a: Complex<T>, of: (part: T) => T): Complex<T> => ({ re: of(a.re), im: of(a.im) });
  const partsOf = (list: readonly Complex<T>[], part: 're' | 'im'): T[] => list.map((one) => one[part]);
  const minus = (a: T, b: T): T => inner.sum([a, inner.neg(b)]);
  const plus = (a: T, b: T): T => inner.sum([a, b]);

  function mul(a: Complex<T>, b: Complex<T>): Complex<T> {
    if (isNothing(a.im)) return each(b, (part) => inner.mul(a.re, part));
    if (isNothing(b.im)) return each(a, (part) => inner.mul(part, b.re));
    return {
      re: minus(inner.mul(a.re, b.re), inner.mul(a.im, b.im)),
      im: plus(inner.mul(a.re, b.im), inner.mul(a.im, b.re)),
    };
  }

  /** (a + b i) / (c + d i) for |d| <= |c|: with r = d / c, (a + b r) / (c + d r) and (b - a r) / (c + d r); else by i times both. */
  function div({ re: a, im: b }: Complex<T>, { re: c, im: d }: Complex<T>): Complex<T> {
    if (isNothing(d)) return { re: inner.div(a, c), im: inner.div(b, c) };
    const quotient = (top: T, other: T, long: T, short: T, sign: (x: T, y: T) => T) => (): T => {
      const share = inner.div(short, long);
      return inner.div(sign(top, inner.mul(other, share)), plus(long, inner.mul(short, share)));
    };
    const opposite = (x: T, y: T): T => minus(y, x);
    const [least, most] = [inner.abs(c), inner.abs(d)];
    return {
      re: inner.select(least, most, quotient(b, a, d, c, plus), quotient(a, b, c, d, plus)),
      im: inner.select(least, most, quotient(a, b, d, c, opposite), quotient(b, a, c, d, minus)),
    };
  }

  const cis = ({ re: angle }: Complex<T>): Complex<T> =>
    isNothing(angle) ? real(one) : { re: inner.cos(angle), im: inner.sin(angle) };
  const sum = (terms: readonly Complex<T>[]): Complex<T> => ({
    re: inner.sum(partsOf(terms, 're')),
    im: inner.sum(partsOf(terms, 'im')),
  });
  const none = (name: string) => (): never => {
    throw new TypeError(`complex: ${name} is not defined for complex numbers`);
  };
  const neg = (a: Complex<T>): Complex<T> => each(a, inner.neg);

  return {
    name: `complex over ${inner.name}`,
    constant: (value) => real(inner.constant(value)),
    add: (a, b) => sum([a, b]),
    sub: (a, b) => sum([a, neg(b)]),
    mul,
    div,
    neg,
    abs: ({ re, im }) =>
      real(isNothing(im) ? inner.abs(re) : inner.sqrt(inner.sum([inner.mul(re, re), inner.mul(im, im)]))),
    exp: ({ re, im }) => (isNothing(im) ? real(inner.exp(re)) : mul(real(inner.exp(re)), cis(real(im)))),
    sqrt: none('sqrt'),
    log: none('log'),
    tanh: none('tanh'),
    erf: none('erf'),
    sin: none('sin'),
    cos: none('cos'),
    expm1: none('expm1'),
    log1p: none('log1p'),
    sinh: none('sinh'),
    cosh: none('cosh'),
    atan2: none('atan2'),
    pow: none('pow'),
    floor: none('floor'),
    round: none('round'),
    max: none('max'),
    select: none('select'),
    pi: () => real(inner.pi()),
    power(a, n) {
      let result = real(one);
      for (let k = 0; k < n; k++) result = k === 0 ? a : mul(result, a);
      return result;
    },
    sum,
    cis,
    conj: ({ re, im }) => ({ re, im: isNothing(im) ? im : inner.neg(im) }),
    detach: (a) => each(a, (part) => inner.detach?.(part) ?? part),
    // What is lost on the way to one part may be of the other, as where a partial result is turned.
    reached(value, through) {
      const partial = [...partsOf(through, 're'), ...partsOf(through, 'im')];
      return each(value, (part) => inner.reached?.(part, partial) ?? part);
    },
    either(ways) {
      const [first = real(zero)] = ways;
      const { either } = inner;
      return either === undefined ? first : { re: either(partsOf(ways, 're')), im: either(partsOf(ways, 'im')) };
    },
  };
}
