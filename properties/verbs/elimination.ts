import { algebra, type ExactMatrix } from '../../spec/exactMatrix.ts';

const { at, norm1 } = algebra(0);

const bitLength = (value: bigint): number => (value < 0n ? -value : value).toString(2).length;

/** a / b, to 60 bits at least. */
function quotient(a: bigint, b: bigint): number {
  const shift = Math.max(0, 64 + bitLength(b) - bitLength(a));
  return at({ rows: 1, columns: 1, exponent: -shift, entries: [(a << BigInt(shift)) / b] }, 0, 0);
}

/** What fraction-free elimination of the integer entries N of a matrix finds. */
interface Eliminated {
  readonly rank: number;
  /** det N and adj N, for a square matrix of full rank. */
  readonly determinant: bigint;
  readonly adjugate: readonly bigint[];
}

/** Gauss and Jordan on [N I] in Bareiss's form: every division leaves no remainder. */
function eliminated(a: ExactMatrix): Eliminated {
  const { rows: m, columns: n, entries } = a;
  const rows = Array.from({ length: m }, (_, i) => [
    ...entries.slice(i * n, (i + 1) * n),
    ...Array.from({ length: m }, (_, j) => (i === j ? 1n : 0n)),
  ]);
  let rank = 0;
  let previous = 1n;
  for (let column = 0; column < n && rank < m; column++) {
    const found = rows.findIndex((row, i) => i >= rank && row[column] !== 0n);
    if (found < 0) continue;
    const pivotRow = rows[found] ?? [];
    if (found !== rank) {
      // Exchanged with a sign, so that the determinant stays.
      rows[found] = (rows[rank] ?? []).map((value) => -value);
      rows[rank] = pivotRow;
    }
    const pivot = pivotRow[column] ?? 0n;
    rows.forEach((row, i) => {
      if (i === rank) return;
      const factor = row[column] ?? 0n;
      rows[i] = row.map((value, j) => (pivot * value - factor * (pivotRow[j] ?? 0n)) / previous);
    });
    previous = pivot;
    rank++;
  }
  return { rank, determinant: rank === m ? previous : 0n, adjugate: rows.flatMap((row) => row.slice(n)) };
}

/** The rank, exactly. */
export const rankOf = (a: ExactMatrix): number => eliminated(a).rank;

/** The determinant, exactly, as a 1 by 1 matrix. */
export const determinantOf = (a: ExactMatrix): ExactMatrix => ({
  rows: 1,
  columns: 1,
  exponent: a.rows * a.exponent,
  entries: [eliminated(a).determinant],
});

/** ||A^-1||_1, rounded to a double; Infinity for a singular matrix. */
export function inverseNorm1(a: ExactMatrix): number {
  const { determinant, adjugate } = eliminated(a);
  if (determinant === 0n) return Number.POSITIVE_INFINITY;
  const sums = new Array<bigint>(a.columns).fill(0n);
  adjugate.forEach((value, position) => {
    const j = position % a.columns;
    sums[j] = (sums[j] ?? 0n) + (value < 0n ? -value : value);
  });
  const largest = sums.reduce((most, value) => (value > most ? value : most), 0n);
  return Math.abs(quotient(largest, determinant)) * 2 ** -a.exponent;
}

/** The condition number ||A||_1 ||A^-1||_1; Infinity for a singular matrix. */
export const conditionOf = (a: ExactMatrix): number => norm1(a) * inverseNorm1(a);

/** The inverse, each element rounded to a double in row-major order; undefined for a singular matrix. */
export function inverseOf(a: ExactMatrix): readonly number[] | undefined {
  const { determinant, adjugate } = eliminated(a);
  if (determinant === 0n) return undefined;
  return adjugate.map((value) => (value === 0n ? 0 : quotient(value, determinant) * 2 ** -a.exponent));
}
