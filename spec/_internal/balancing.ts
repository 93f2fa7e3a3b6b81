import type { Algebra, ExactMatrix } from '../exactMatrix.ts';
import { inUnitsOf } from './characteristic.ts';

const mostSweeps = 50;

/** What is made equal of a row and a column: the sum of what stands beside the diagonal, or the length, the diagonal with it. */
export const measures = ['sum', 'length'] as const;

/**
 * The diagonal matrix D of powers of two for which rows and columns of D^-1 A D are of about one size: by sums (Parlett and Reinsch
 * 1969, Balancing a matrix for calculation of eigenvalues and eigenvectors, and LAPACK before 3.5) or by lengths (James, Langou and
 * Lowery 2014, and LAPACK since), without permutations.
 */
export function balancing(given: ExactMatrix, { at }: Algebra, measure: (typeof measures)[number]): ExactMatrix {
  const [a] = inUnitsOf(given, given);
  const n = a.rows;
  const size = Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => Math.abs(at(a, i, j))));
  const exponents = new Array<number>(n).fill(0);
  const power = (i: number) => exponents[i] ?? 0;
  const total = (entry: (j: number) => number, i: number) =>
    measure === 'sum'
      ? exponents.reduce((sum, _, j) => (j === i ? sum : sum + entry(j)), 0)
      : Math.hypot(...exponents.map((_, j) => entry(j)));
  let isMoving = true;
  for (let sweep = 0; isMoving && sweep < mostSweeps; sweep++) {
    isMoving = false;
    for (let i = 0; i < n; i++) {
      const column = total((j) => (size[j]?.[i] ?? 0) * 2 ** (power(i) - power(j)), i);
      const row = total((j) => (size[i]?.[j] ?? 0) * 2 ** (power(j) - power(i)), i);
      const step = Math.round(Math.log2(row / column) / 2);
      if (!Number.isFinite(step) || !(column * 2 ** step + row * 2 ** -step < 0.95 * (column + row))) continue;
      exponents[i] = power(i) + step;
      isMoving = true;
    }
  }
  const least = Math.min(0, ...exponents);
  const entry = (at: number) => (Math.floor(at / n) === at % n ? 1n << BigInt(power(at % n) - least) : 0n);
  return { rows: n, columns: n, exponent: least, entries: Array.from({ length: n * n }, (_, at) => entry(at)) };
}

/** D^-1 for a diagonal matrix of powers of two. */
export function inverseOfPowers(d: ExactMatrix): ExactMatrix {
  const bits = (value: bigint) => value.toString(2).length - 1;
  const most = d.entries.reduce((largest, value) => Math.max(largest, value === 0n ? 0 : bits(value)), 0);
  const entries = d.entries.map((value) => (value === 0n ? 0n : 1n << BigInt(most - bits(value))));
  return { ...d, exponent: -d.exponent - most, entries };
}
