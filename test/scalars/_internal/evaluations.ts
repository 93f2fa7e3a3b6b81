import { add, fromNumber, mul, roundTo as roundDyadic } from '../../../spec/scalars/dyadic.ts';
import { type FloatFormat, float, roundTo, unitRoundoff } from '../../../spec/scalars/float.ts';
import type { Scalars } from '../../../spec/scalars/scalars.ts';

/** Uniform numbers in [0, 1) from a linear congruential generator. */
export function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

type Sum = (s: Scalars<number>, terms: readonly number[]) => number;

const pairwise: Sum = (s, terms) => {
  if (terms.length < 2) return s.sum(terms);
  const half = terms.length >> 1;
  return s.add(pairwise(s, terms.slice(0, half)), pairwise(s, terms.slice(half)));
};

/** Four accumulators, as a vector unit keeps them. */
const striped: Sum = (s, terms) => {
  const stripes = [0, 1, 2, 3].map((lane) => s.sum(terms.filter((_, i) => i % 4 === lane)));
  return s.add(s.add(stripes[0] ?? 0, stripes[1] ?? 0), s.add(stripes[2] ?? 0, stripes[3] ?? 0));
};

const decreasing: Sum = (s, terms) => s.sum([...terms].sort((a, b) => Math.abs(b) - Math.abs(a)));

/** Ways in which sensible code may evaluate a definition in `format`, with elementary functions as good as they are here. */
export function evaluations(format: FloatFormat): Scalars<number>[] {
  const plain = float(format);
  const ordered = (name: string, sum: Sum): Scalars<number> => ({ ...plain, name, sum: (terms) => sum(plain, terms) });
  return [
    plain,
    ordered('backwards', (s, terms) => s.sum(terms.toReversed())),
    ordered('pairwise', pairwise),
    ordered('striped', striped),
    ordered('decreasing', decreasing),
    { ...plain, name: 'reciprocal', div: (a, b) => plain.mul(a, plain.div(1, b)) },
    {
      ...plain,
      name: 'wide accumulator',
      sum: (terms) =>
        roundTo(
          format,
          terms.reduce((a, b) => a + b, 0),
        ),
    },
    { ...ordered('squaring', pairwise), power: (a, n) => powerBySquaring(plain, a, n) },
  ];
}

function powerBySquaring(s: Scalars<number>, a: number, n: number): number {
  if (n <= 1) return s.power(a, n);
  const root = powerBySquaring(s, a, n >> 1);
  return n % 2 === 0 ? s.mul(root, root) : s.mul(s.mul(root, root), a);
}

/** The same with elementary functions that err by almost as many ulps as the default profile allows. */
export function inaccurate(format: FloatFormat, direction: () => number): Scalars<number> {
  const plain = float(format);
  const off = (ulps: number) => (y: number) => {
    const ulp = y === 0 || !Number.isFinite(y) ? 0 : ulpOf(format, y);
    return roundTo(format, y + Math.round(direction() * (ulps - 1)) * ulp);
  };
  const [four, eight, sixteen] = [off(4), off(8), off(16)];
  return {
    ...plain,
    name: 'inaccurate functions',
    exp: (a) => four(plain.exp(a)),
    log: (a) => four(plain.log(a)),
    expm1: (a) => four(plain.expm1(a)),
    log1p: (a) => four(plain.log1p(a)),
    pow: (a, b) => sixteen(plain.pow(a, b)),
    sinh: (a) => four(plain.sinh(a)),
    cosh: (a) => four(plain.cosh(a)),
    tanh: (a) => eight(plain.tanh(a)),
    erf: (a) => sixteen(plain.erf(a)),
    sin: (a) => four(plain.sin(a)),
    cos: (a) => four(plain.cos(a)),
    atan2: (y, x) => eight(plain.atan2(y, x)),
  };
}

const ulpOf = (format: FloatFormat, y: number): number =>
  2 ** Math.floor(Math.log2(Math.abs(y))) * 2 * unitRoundoff(format);

/** Operands and results below the smallest normal number become zero. */
export function flushing(format: FloatFormat, minNormal: number): Scalars<number> {
  const plain = float(format);
  const flush = (x: number): number => (Math.abs(x) < minNormal ? 0 : x);
  return {
    ...plain,
    name: 'flushing',
    add: (a, b) => flush(plain.add(flush(a), flush(b))),
    sub: (a, b) => flush(plain.sub(flush(a), flush(b))),
    mul: (a, b) => flush(plain.mul(flush(a), flush(b))),
    div: (a, b) => flush(plain.div(flush(a), flush(b))),
    sqrt: (a) => plain.sqrt(flush(a)),
    exp: (a) => flush(plain.exp(flush(a))),
    expm1: (a) => flush(plain.expm1(flush(a))),
    log1p: (a) => flush(plain.log1p(flush(a))),
    pow: (a, b) => flush(plain.pow(flush(a), flush(b))),
    sinh: (a) => flush(plain.sinh(flush(a))),
    cosh: (a) => plain.cosh(flush(a)),
    tanh: (a) => flush(plain.tanh(flush(a))),
    erf: (a) => flush(plain.erf(flush(a))),
    sin: (a) => flush(plain.sin(flush(a))),
    cos: (a) => plain.cos(flush(a)),
    atan2: (y, x) => flush(plain.atan2(flush(y), flush(x))),
    power: (a, n) =>
      n === 0 ? 1 : Array.from({ length: n }, () => a).reduce((x, y) => flush(plain.mul(flush(x), flush(y)))),
    sum: (terms) => terms.reduce((x, y) => flush(plain.add(x, flush(y))), 0),
    max: (terms) => flush(plain.max(terms)),
  };
}

/** The dot product with one rounding per term: a b + c, exact and then rounded. */
export function fusedDot(format: FloatFormat, x: readonly number[]): number {
  const half = x.length / 2;
  let total = 0;
  for (let i = 0; i < half; i++) {
    total = roundDyadic(format, add(mul(fromNumber(x[i] ?? 0), fromNumber(x[half + i] ?? 0)), fromNumber(total)));
  }
  return total;
}
