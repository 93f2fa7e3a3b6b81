import {
  at,
  build,
  identity,
  type Matrix,
  minus,
  plus,
  times,
  transposed,
} from '../../../../src/_internal/dense/matrix.ts';
import { type Elimination, eliminate } from '../../../../src/decompositions/_internal/eliminate.ts';
import { solveWith } from '../../../../src/decompositions/_internal/substitute.ts';

/** What becomes of a pivot: itself, another number, or an error. */
export type Rule = (pivot: number, largest: number) => number;

const largestOf = (a: Matrix): number => a.data.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

export const requireNonzero: Rule = (pivot) => {
  if (!(Math.abs(pivot) > 0)) throw new RangeError('singular');
  return pivot;
};

/** Pivots below 1e-10 of the largest entry are taken for zero, and refused. */
export const refuseSmall: Rule = (pivot, largest) => {
  if (!(Math.abs(pivot) > 1e-10 * largest)) throw new RangeError('singular to working precision');
  return pivot;
};

/** The factors with every pivot replaced. */
export function eliminatedWith(a: Matrix, rule: Rule): Elimination {
  const elimination = eliminate(a);
  const { factors } = elimination;
  const largest = largestOf(a);
  for (let i = 0; i < a.rows; i++) factors.data[i * a.rows + i] = rule(at(factors, i, i), largest);
  return elimination;
}

/** Elimination in the order of the rows: exchanges only where a pivot is exactly zero. */
export function unpivoted(a: Matrix): Elimination {
  const n = a.rows;
  const factors = build(n, n, (i, j) => at(a, i, j));
  const permutation = Int32Array.from({ length: n }, (_, i) => i);
  let sign: 1 | -1 = 1;
  const exchange = (i: number, k: number) => {
    for (let j = 0; j < n; j++) {
      const [one, other] = [at(factors, i, j), at(factors, k, j)];
      factors.data[i * n + j] = other;
      factors.data[k * n + j] = one;
    }
    [permutation[i], permutation[k]] = [permutation[k] ?? 0, permutation[i] ?? 0];
    sign = sign === 1 ? -1 : 1;
  };
  for (let k = 0; k < n; k++) {
    const found = Array.from({ length: n - k }, (_, i) => k + i).find((i) => at(factors, i, k) !== 0);
    if (found === undefined) continue;
    if (found !== k) exchange(found, k);
    for (let i = k + 1; i < n; i++) {
      const factor = at(factors, i, k) / at(factors, k, k);
      factors.data[i * n + k] = factor;
      for (let j = k + 1; j < n; j++) factors.data[i * n + j] = at(factors, i, j) - factor * at(factors, k, j);
    }
  }
  return { permutation, factors, sign };
}

export const inverted = (a: Matrix, rule: Rule = requireNonzero): Matrix =>
  solveWith(eliminatedWith(a, rule), identity(a.rows));

const single = (a: Matrix): Matrix => build(a.rows, a.columns, (i, j) => Math.fround(at(a, i, j)));

/** Factored in float32, refined in float64: right while the condition number is below 10^7. */
export function refined(a: Matrix, b: Matrix, steps: number): Matrix {
  const rough = eliminatedWith(single(a), requireNonzero);
  const factors = { ...rough, factors: single(rough.factors) };
  let x = solveWith(factors, b);
  for (let step = 0; step < steps; step++) x = plus(x, solveWith(factors, minus(b, times(a, x))));
  return x;
}

/** (A^T A)^-1 A^T, and A^T (A A^T)^-1 for a wide matrix. */
export const throughNormalEquations = (a: Matrix): Matrix => {
  const t = transposed(a);
  return a.rows < a.columns ? times(t, inverted(times(a, t))) : times(inverted(times(t, a)), t);
};
