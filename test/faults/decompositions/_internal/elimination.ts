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
import { diagonalOf, largest, product, single } from '../../_internal/matrices.ts';

/** What becomes of a pivot: itself, another number, or an error. */
export type Rule = (pivot: number, largest: number) => number;

export const requireNonzero: Rule = (pivot) => {
  if (!(Math.abs(pivot) > 0)) throw new RangeError('singular');
  return pivot;
};

/** Pivots below 1e-10 of the largest entry are taken for zero, and refused. */
export const refuseSmall: Rule = (pivot, largest) => {
  if (!(Math.abs(pivot) > 1e-10 * largest)) throw new RangeError('singular to working precision');
  return pivot;
};

/** Pivots below 1e-10 of the largest entry become zeros. */
export const zeroSmall: Rule = (pivot, largest) => (Math.abs(pivot) > 1e-10 * largest ? pivot : 0);

/** The factors with every pivot replaced. */
export function eliminatedWith(a: Matrix, rule: Rule): Elimination {
  const elimination = eliminate(a);
  const { factors } = elimination;
  const most = largest(a.data.map(Math.abs));
  for (let i = 0; i < a.rows; i++) factors.data[i * a.rows + i] = rule(at(factors, i, i), most);
  return elimination;
}

/** How elimination may differ from partial pivoting. */
export interface Rules {
  /** The row of the pivot of step k, among those from k on; none to leave the column alone. */
  readonly pivot?: (a: Matrix, k: number) => number;
  /** Whether a pivot counts as zero: its column is then left alone. */
  readonly negligible?: (pivot: number) => boolean;
  /** Whether the multipliers move with their rows. */
  readonly movesMultipliers?: boolean;
}

/** The row from k on that is best, the first of several. */
const bestRow = (a: Matrix, k: number, size: (i: number) => number): number => {
  let best = k;
  for (let i = k + 1; i < a.rows; i++) if (size(i) > size(best)) best = i;
  return best;
};

/** The largest entry of the column relative to its row, as it would be after equilibration. */
export const largestInItsRow = (a: Matrix, k: number): number =>
  bestRow(
    a,
    k,
    (i) => Math.abs(at(a, i, k)) / largest(a.data.subarray(i * a.columns + k, (i + 1) * a.columns).map(Math.abs)) || 0,
  );

export const firstNonzero = (a: Matrix, k: number): number => bestRow(a, k, (i) => (at(a, i, k) === 0 ? 0 : 1));

/** Gaussian elimination in the order of the rows, by other rules. */
export function eliminatedBy(given: Matrix, rules: Rules = {}): Elimination {
  const {
    pivot = (a, k) => bestRow(a, k, (i) => Math.abs(at(a, i, k))),
    negligible = (x) => x === 0,
    movesMultipliers = true,
  } = rules;
  const n = given.rows;
  const a = build(n, n, (i, j) => at(given, i, j));
  const permutation = Int32Array.from({ length: n }, (_, i) => i);
  let sign: 1 | -1 = 1;
  for (let k = 0; k < n; k++) {
    const row = pivot(a, k);
    if (row !== k) sign = sign === 1 ? -1 : 1;
    [permutation[k], permutation[row]] = [permutation[row] ?? 0, permutation[k] ?? 0];
    for (let j = movesMultipliers ? 0 : k; j < n; j++) {
      [a.data[k * n + j], a.data[row * n + j]] = [at(a, row, j), at(a, k, j)];
    }
    if (negligible(at(a, k, k))) continue;
    for (let i = k + 1; i < n; i++) {
      a.data[i * n + k] = at(a, i, k) / at(a, k, k);
      for (let j = k + 1; j < n; j++) a.data[i * n + j] = at(a, i, j) - at(a, i, k) * at(a, k, j);
    }
  }
  return { permutation, factors: a, sign };
}

/** Rows exchanged only where a pivot is exactly zero; a singular matrix is refused. */
export function unpivoted(a: Matrix): Elimination {
  const elimination = eliminatedBy(a, { pivot: firstNonzero });
  for (const pivot of diagonalOf(elimination.factors)) requireNonzero(pivot, 0);
  return elimination;
}

export const determinantOf = ({ factors, sign }: Elimination): number => sign * product(diagonalOf(factors));

export const inverted = (a: Matrix, rule: Rule = requireNonzero): Matrix =>
  solveWith(eliminatedWith(a, rule), identity(a.rows));

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
