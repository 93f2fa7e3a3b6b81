import type { Arithmetic } from '../_internal/arithmetic.ts';
import { valuesOf } from '../_internal/dense.ts';
import type { Variant } from '../variant.ts';

/** A function of one element. */
const one = (operation: string, name: string, of: (x: number, f: Arithmetic) => number): Variant => ({
  name,
  operation: `tensor.${operation}`,
  compute: ({ x }, _, f) => ({ y: valuesOf(x).map((value) => of(value, f)) }),
});

/** A function of two elements. */
const two = (operation: string, name: string, of: (a: number, b: number, f: Arithmetic) => number): Variant => ({
  name,
  operation: `tensor.${operation}`,
  compute: ({ a, b }, _, f) => ({ c: [of(valuesOf(a)[0] ?? 0, valuesOf(b)[0] ?? 0, f)] }),
});

/** The right value where a formula does not hold. */
const isPlain = (...values: readonly number[]): boolean =>
  values.every((value) => Number.isFinite(value) && value !== 0);

/** x^n by squaring and multiplying. */
function squared(x: number, n: number, f: Arithmetic): number {
  if (n === 0) return 1;
  const half = squared(f.mul(x, x), Math.floor(n / 2), f);
  return n % 2 === 1 ? f.mul(x, half) : half;
}

const scaleOf = (x: number): number => 2 ** Math.max(-1000, Math.min(1000, Math.floor(Math.log2(x))));

/** The power as IEEE 754 has it: of 1, and of -1 to infinity, 1. */
const power = (a: number, b: number): number =>
  a === 1 || (a === -1 && Math.abs(b) === Number.POSITIVE_INFINITY) ? 1 : a ** b;

export const variants: readonly Variant[] = [
  two('pow', 'squares and products for small whole exponents', (a, b, f) =>
    isPlain(a, b) && Number.isInteger(b) && b > 0 && b < 9 ? squared(a, b, f) : f.round(power(a, b)),
  ),
  two('pow', 'single precision by exponential and logarithm of double precision', (a, b, f) =>
    f.dtype === 'float32' && a > 0 && isPlain(a, b) ? f.round(Math.exp(b * Math.log(a))) : f.round(power(a, b)),
  ),
  two('hypot', 'the longer leg times a root', (a, b, f) => {
    const [most, least] = [Math.max(Math.abs(a), Math.abs(b)), Math.min(Math.abs(a), Math.abs(b))];
    if (!isPlain(a, b)) return Math.hypot(a, b);
    const share = f.div(least, most);
    return f.mul(most, f.sqrt(f.fma(share, share, 1)));
  }),
  two('hypot', 'squares scaled by a power of two', (a, b, f) => {
    if (!isPlain(a, b)) return Math.hypot(a, b);
    const scale = scaleOf(Math.max(Math.abs(a), Math.abs(b)));
    const [x, y] = [f.round(a / scale), f.round(b / scale)];
    return f.round(f.sqrt(f.fma(x, x, f.mul(y, y))) * scale);
  }),
  two('remainder', "C's remainder, moved to the sign of the divisor", (a, b, f) => {
    const rest = a % b;
    if (rest === 0) return b < 0 || Object.is(b, -0) ? -0 : 0;
    return rest < 0 === b < 0 || Number.isNaN(rest) ? rest : f.add(rest, b);
  }),
  two('floorDivide', "what Python's divmod does", (a, b, f) => {
    if (!isPlain(a, b)) return Math.floor(f.div(a, b));
    const rest = a % b;
    const quotient = f.div(f.sub(a, rest), b) - (rest !== 0 && rest < 0 !== b < 0 ? 1 : 0);
    return quotient === 0 ? 0 * f.div(a, b) : f.round(Math.round(quotient));
  }),
  one('expm1', "Kahan's: (e^x - 1) x / log e^x", (x, f) => {
    const power = f.exp(x);
    if (power === 1 || !isPlain(x) || !Number.isFinite(power) || power < 0.5 || power > 2)
      return f.round(Math.expm1(x));
    return f.div(f.mul(f.sub(power, 1), x), f.log(power));
  }),
  one('log1p', "Kahan's: log(1 + x) times x / ((1 + x) - 1)", (x, f) => {
    const sum = f.add(1, x);
    if (sum === 1 || sum <= 0 || !Number.isFinite(sum)) return f.round(Math.log1p(x));
    return f.mul(f.log(sum), f.div(x, f.sub(sum, 1)));
  }),
  one('log2', 'the natural logarithm times log2 e', (x, f) => f.mul(f.log(x), f.round(Math.LOG2E))),
  one('log10', 'the natural logarithm over log 10', (x, f) => f.div(f.log(x), f.round(Math.LN10))),
  one('tanh', 'by expm1', (x, f) => {
    const grown = f.round(Math.expm1(2 * Math.abs(x)));
    if (!Number.isFinite(grown) || x === 0) return Math.tanh(x);
    return f.mul(Math.sign(x), f.div(grown, f.add(grown, 2)));
  }),
  one('sinh', 'by expm1, halves where that is too large', (x, f) => {
    const grown = f.round(Math.expm1(Math.abs(x)));
    if (!isPlain(x)) return x;
    if (Number.isFinite(grown)) return f.mul(Math.sign(x) / 2, f.add(grown, f.div(grown, f.add(grown, 1))));
    const half = f.exp(f.div(Math.abs(x), 2));
    return f.mul(Math.sign(x), f.mul(f.mul(0.5, half), half));
  }),
  one('cosh', 'half of an exponential and its reciprocal', (x, f) => {
    const grown = f.exp(Math.abs(x));
    if (Number.isFinite(grown)) return f.add(f.mul(0.5, grown), f.div(0.5, grown));
    const half = f.exp(f.div(Math.abs(x), 2));
    return f.mul(f.mul(0.5, half), half);
  }),
  one('acos', 'twice an angle of two roots', (x, f) =>
    f.mul(2, f.round(Math.atan2(f.sqrt(f.sub(1, x)), f.sqrt(f.add(1, x))))),
  ),
  one('asin', 'the angle of x beside a root', (x, f) =>
    f.round(Math.atan2(x, f.sqrt(f.mul(f.sub(1, x), f.add(1, x))))),
  ),
  {
    name: 'gradient g (1 - y) (1 + y)',
    operation: 'tensor.tanh',
    pullback({ x }, { y }, _, f) {
      const result = f.round(Math.tanh(valuesOf(x)[0] ?? 0));
      return { x: [f.mul(f.mul(valuesOf(y)[0] ?? 0, f.sub(1, result)), f.add(1, result))] };
    },
  },
  {
    name: 'gradient g / cos^2',
    operation: 'tensor.tan',
    pullback({ x }, { y }, _, f) {
      const cosine = f.round(Math.cos(valuesOf(x)[0] ?? 0));
      return { x: [f.div(valuesOf(y)[0] ?? 0, f.mul(cosine, cosine))] };
    },
  },
];
