import type { ExactMatrix } from '../exactMatrix.ts';
import { bitLength } from '../scalars/dyadic.ts';

/** A dyadic rational as a 1 by 1 matrix: `algebra.at(scalar, 0, 0)` rounds it. */
export const scalar = (mantissa: bigint, exponent: number): ExactMatrix => ({
  rows: 1,
  columns: 1,
  exponent,
  entries: [mantissa],
});

const entry = (a: ExactMatrix, i: number, j: number): bigint => a.entries[i * a.columns + j] ?? 0n;

/** a times 2^power. */
export const scaled = (a: ExactMatrix, power: number): ExactMatrix => ({ ...a, exponent: a.exponent + power });

/** The power of two that brings the largest entry into [1, 2) when it is divided out; 0 for a zero matrix. */
export function magnitudeOf(a: ExactMatrix): number {
  const bits = a.entries.reduce((most, value) => Math.max(most, bitLength(value)), 0);
  return bits === 0 ? 0 : a.exponent + bits - 1;
}

/** Both over the power of two of the first one's largest entry: then the norms of products do not overflow. */
export function inUnitsOf(first: ExactMatrix, second: ExactMatrix): [first: ExactMatrix, second: ExactMatrix] {
  const power = -magnitudeOf(first);
  return [scaled(first, power), scaled(second, power)];
}

/** The sum of the diagonal, exactly. */
export const trace = (a: ExactMatrix): ExactMatrix =>
  scalar(
    a.entries.reduce((sum, value, at) => (at % (a.columns + 1) === 0 ? sum + value : sum), 0n),
    a.exponent,
  );

/** The sum of the squares of all entries, exactly. */
export const sumOfSquares = (a: ExactMatrix): ExactMatrix =>
  scalar(
    a.entries.reduce((sum, value) => sum + value * value, 0n),
    2 * a.exponent,
  );

/** A^T A exactly. */
export function gram(a: ExactMatrix): ExactMatrix {
  const entries: bigint[] = [];
  for (let i = 0; i < a.columns; i++) {
    for (let j = 0; j < a.columns; j++) {
      let sum = 0n;
      if (j < i) sum = entries[j * a.columns + i] ?? 0n;
      else for (let p = 0; p < a.rows; p++) sum += entry(a, p, i) * entry(a, p, j);
      entries.push(sum);
    }
  }
  return { rows: a.columns, columns: a.columns, exponent: 2 * a.exponent, entries };
}

/**
 * The elementary symmetric functions e_0 = 1, e_1 = trace, .., e_n = determinant of a square matrix's eigenvalues, exactly, by
 * the recurrence of Faddeev and Le Verrier, whose divisions leave no remainder: `mantissa[k] * 2^(k * exponent)`.
 *
 * For A^T A they are those of the squared singular values: e_k is the sum of the squares of all minors of order k (Cauchy and
 * Binet), so that e_k = 0 exactly when the rank is below k.
 */
export function symmetricFunctions(a: ExactMatrix): readonly bigint[] {
  const found = known.get(a);
  if (found !== undefined) return found;
  const n = a.rows;
  const functions = [1n];
  // M_k = A M_{k-1} + c_k I and c_k = -trace(A M_{k-1}) / k, where c_k = (-1)^k e_k. M_0 is the identity.
  let product = [...a.entries];
  for (let k = 1; k <= n; k++) {
    let trace = 0n;
    for (let i = 0; i < n; i++) trace += product[i * n + i] ?? 0n;
    const coefficient = -trace / BigInt(k);
    functions.push(k % 2 === 0 ? coefficient : -coefficient);
    for (let i = 0; i < n; i++) product[i * n + i] = (product[i * n + i] ?? 0n) + coefficient;
    // Of the last product only the trace is asked for.
    if (k < n) product = timesSquare(a, product, k === n - 1);
  }
  known.set(a, functions);
  return functions;
}

/** What several eigenvalues of one matrix are found from. */
const known = new WeakMap<ExactMatrix, readonly bigint[]>();

/** A M for square matrices of one size, or the diagonal of it. */
function timesSquare(a: ExactMatrix, m: readonly bigint[], isDiagonal: boolean): bigint[] {
  const n = a.rows;
  const product = new Array<bigint>(n * n).fill(0n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      if (isDiagonal && i !== j) continue;
      let sum = 0n;
      for (let p = 0; p < n; p++) sum += entry(a, i, p) * (m[p * n + j] ?? 0n);
      product[i * n + j] = sum;
    }
  }
  return product;
}

/** The smaller of A^T A and A A^T: their eigenvalues are the squared singular values, min(m, n) of them. */
export const smallGram = (a: ExactMatrix): ExactMatrix => gram(a.rows < a.columns ? transposed(a) : a);

const transposed = (a: ExactMatrix): ExactMatrix => ({
  rows: a.columns,
  columns: a.rows,
  exponent: a.exponent,
  entries: Array.from({ length: a.entries.length }, (_, at) => entry(a, at % a.rows, Math.floor(at / a.rows))),
});

const guardBits = 130;

/**
 * The eigenvalue of a positive semidefinite matrix that has `index` others above it (0 is the largest), to 2^-130 of the trace;
 * 0 where there are not as many.
 *
 * Bisection: all roots of the characteristic polynomial are real, so that by Descartes' rule of signs the number of roots above
 * x is exactly the number of sign changes among its Taylor coefficients at x. Nothing is rounded.
 */
export function eigenvalue(a: ExactMatrix, index: number): ExactMatrix {
  const functions = symmetricFunctions(a);
  const total = functions[1] ?? 0n;
  if (total === 0n || index >= a.rows) return scalar(0n, 0);
  const shift = Math.max(0, guardBits - bitLength(total));
  // In units of 2^(exponent - shift) the polynomial's coefficients are integers.
  const coefficients = functions.map((value, k) => (k % 2 === 0 ? value : -value) << BigInt(k * shift));
  let [low, high] = [0n, total << BigInt(shift)];
  const width = 1n << BigInt(bitLength(high) - guardBits);
  // How many roots lie above either end. All of them lie above `low`, except those that are 0.
  let [aboveLow, aboveHigh] = [rootsAbove(coefficients, low), 0];
  while (high - low > width) {
    const middle = (low + high) >> 1n;
    // With a single root in between, the sign of the polynomial says on which side of it the middle is.
    const isSingle = aboveLow - aboveHigh === 1;
    const above = isSingle
      ? aboveHigh + (isBelowRoot(coefficients, middle, aboveHigh) ? 1 : 0)
      : rootsAbove(coefficients, middle);
    if (above > index) [low, aboveLow] = [middle, above];
    else [high, aboveHigh] = [middle, above];
  }
  return scalar(high, a.exponent - shift);
}

/** Whether x lies below the only root that is near it, with so many above that one: the value has another sign there. */
function isBelowRoot(coefficients: readonly bigint[], x: bigint, above: number): boolean {
  const value = coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0n);
  return above % 2 === 0 ? value < 0n : value > 0n;
}

/** Sign changes among the Taylor coefficients at x of the polynomial with the given coefficients, highest power first. */
function rootsAbove(coefficients: readonly bigint[], x: bigint): number {
  const taylor = [...coefficients];
  for (let last = taylor.length - 1; last > 0; last--) {
    for (let k = 1; k <= last; k++) taylor[k] = (taylor[k] ?? 0n) + (taylor[k - 1] ?? 0n) * x;
  }
  const signs = taylor.filter((value) => value !== 0n).map((value) => value > 0n);
  return signs.filter((sign, k) => k > 0 && sign !== signs[k - 1]).length;
}
