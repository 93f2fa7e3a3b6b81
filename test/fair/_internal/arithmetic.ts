import {
  mul as exactProduct,
  add as exactSum,
  fromNumber,
  roundTo as roundExact,
} from '../../../spec/scalars/dyadic.ts';
import type { FloatDtype } from '../../../spec/tensor.ts';

/** Floating-point arithmetic of a data type: every result rounded once, as hardware does. */
export interface Arithmetic {
  readonly dtype: FloatDtype;
  readonly round: (x: number) => number;
  readonly add: (a: number, b: number) => number;
  readonly sub: (a: number, b: number) => number;
  readonly mul: (a: number, b: number) => number;
  readonly div: (a: number, b: number) => number;
  readonly sqrt: (a: number) => number;
  readonly exp: (a: number) => number;
  readonly log: (a: number) => number;
  readonly log1p: (a: number) => number;
  /** a b + c, rounded once: emulated exactly. */
  readonly fma: (a: number, b: number, c: number) => number;
}

export function arithmeticOf(dtype: FloatDtype): Arithmetic {
  const round = dtype === 'float32' ? Math.fround : (x: number) => x;
  return {
    dtype,
    round,
    add: (a, b) => round(a + b),
    sub: (a, b) => round(a - b),
    mul: (a, b) => round(a * b),
    div: (a, b) => round(a / b),
    sqrt: (a) => round(Math.sqrt(a)),
    exp: (a) => round(Math.exp(a)),
    log: (a) => round(Math.log(a)),
    log1p: (a) => round(Math.log1p(a)),
    fma: (a, b, c) => {
      if (![a, b, c].every(Number.isFinite)) return round(a * b + c);
      const exact = exactSum(exactProduct(fromNumber(a), fromNumber(b)), fromNumber(c));
      return exact.mantissa === 0n ? round(a * b + c) : roundExact(dtype, exact);
    },
  };
}

/** A way to add numbers up; the number of terms is known. */
export type Summation = (terms: readonly number[], f: Arithmetic) => number;

/** Last term first. */
export const reversed: Summation = (terms, f) => terms.reduceRight((total, term) => f.add(total, term), 0);

/** In halves, as NumPy does. */
export const pairwise: Summation = (terms, f) => {
  if (terms.length < 2) return terms[0] ?? 0;
  const half = Math.ceil(terms.length / 2);
  return f.add(pairwise(terms.slice(0, half), f), pairwise(terms.slice(half), f));
};

/** Four lanes, as a vector unit does. */
export const inLanes: Summation = (terms, f) => {
  const lanes = [0, 1, 2, 3].map((lane) =>
    terms.filter((_, at) => at % 4 === lane).reduce((total, term) => f.add(total, term), 0),
  );
  return pairwise(lanes, f);
};

/** Kahan's, with the error of each addition carried over. */
export const compensated: Summation = (terms, f) => {
  let [total, lost] = [0, 0];
  for (const term of terms) {
    const corrected = f.sub(term, lost);
    const next = f.add(total, corrected);
    lost = f.sub(f.sub(next, total), corrected);
    // Where something has overflowed or is NaN, there is no error to carry.
    if (!Number.isFinite(lost)) lost = 0;
    total = next;
  }
  return total;
};

/** The sum of products, each fused with the addition. */
export const fusedDot = (a: readonly number[], b: readonly number[], f: Arithmetic, start = 0): number =>
  a.reduce((total, x, at) => f.fma(x, b[at] ?? 0, total), start);

export const products = (a: readonly number[], b: readonly number[], f: Arithmetic): number[] =>
  a.map((x, at) => f.mul(x, b[at] ?? 0));
