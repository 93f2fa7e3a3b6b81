import type { Algebra, ExactMatrix } from '../exactMatrix.ts';
import { fromNumber } from '../scalars/dyadic.ts';
import { gram, inUnitsOf, magnitudeOf, scalar, scaled, sumOfSquares, symmetricFunctions } from './characteristic.ts';
import { quotientOf } from './quotientOf.ts';

interface System {
  readonly a: ExactMatrix;
  readonly b: ExactMatrix;
  readonly x: ExactMatrix;
}

/** Every column of a least squares problem, in units in which A and the larger of b and x are about 1. */
function columnsOf({ a, b, x }: System, { part, isZero }: Algebra): System[] {
  const own = (whole: ExactMatrix, k: number): ExactMatrix => ({
    ...whole,
    columns: 1,
    entries: part(whole, (_, j) => j === k).entries.filter((_, at) => at % whole.columns === k),
  });
  const power = magnitudeOf(a);
  const unit = scaled(a, -power);
  return Array.from({ length: b.columns }, (_, k) => {
    const [right, solution] = [own(b, k), scaled(own(x, k), power)];
    const shift = -[right, solution]
      .filter((one) => !isZero(one))
      .reduce((most, one) => Math.max(most, magnitudeOf(one)), -4000);
    return { a: unit, b: scaled(right, shift), x: scaled(solution, shift) };
  });
}

type Row = readonly bigint[];

/** A row below a pivot in Bareiss's form of elimination, in which every entry is a minor and division by the last pivot leaves no remainder. */
function eliminated(row: Row, pivotRow: Row, k: number, previous: bigint): Row {
  const [pivot, factor] = [pivotRow[k] ?? 1n, row[k] ?? 0n];
  return row.map((value, j) => (j <= k ? value : (pivot * value - factor * (pivotRow[j] ?? 0n)) / previous));
}

/** c - y^T M^-1 y for a positive definite M and a number c, all of integers: what elimination of [M y; y^T c] leaves, over the last pivot. */
function schurComplement(m: ExactMatrix, y: ExactMatrix, c: bigint): readonly [bigint, bigint] {
  const n = m.rows;
  let rows: Row[] = Array.from({ length: n + 1 }, (_, i) =>
    i < n ? [...m.entries.slice(i * n, (i + 1) * n), y.entries[i] ?? 0n] : [...y.entries, c],
  );
  let previous = 1n;
  for (let k = 0; k < n; k++) {
    const pivotRow = rows[k] ?? [];
    rows = rows.map((row, i) => (i <= k ? row : eliminated(row, pivotRow, k, previous)));
    previous = pivotRow[k] ?? 1n;
  }
  return [rows[n]?.[n] ?? 0n, previous];
}

/** As many rows as the rank, of which the others are combinations. */
function independentRows(a: ExactMatrix): ExactMatrix {
  const rowOf = (i: number): Row => a.entries.slice(i * a.columns, (i + 1) * a.columns);
  let left = Array.from({ length: a.rows }, (_, i) => ({ i, row: rowOf(i) }));
  const chosen: number[] = [];
  let previous = 1n;
  for (let k = 0; k < a.columns; k++) {
    const pivot = left.find(({ row }) => row[k] !== 0n);
    if (pivot === undefined) continue;
    chosen.push(pivot.i);
    const last = previous;
    left = left.filter((one) => one !== pivot).map(({ i, row }) => ({ i, row: eliminated(row, pivot.row, k, last) }));
    previous = pivot.row[k] ?? 1n;
  }
  return { ...a, rows: chosen.length, entries: chosen.flatMap(rowOf) };
}

/**
 * The backward errors of the columns of a least squares solution, over ||A||_F: the norm of the smallest E for which x minimises
 * ||(A + E) x - b||, by the estimate of Karlson and Walden, ||(A^T A + (r^T r / x^T x) I)^-1/2 A^T r|| / ||x||, r = b - A x, which is
 * within a factor of 2 of it (Gu 1998). The number under the root is rational, and is found exactly.
 */
export function leastSquaresErrors(system: System, algebra: Algebra): number[] {
  const { minus, plus, times, transpose, identity, isZero, at } = algebra;
  return columnsOf(system, algebra).map(({ a, b, x }) => {
    const r = minus(b, times(a, x));
    const y = times(transpose(a), r);
    if (isZero(y)) return 0;
    const weighted = (one: ExactMatrix, m: ExactMatrix) => {
      const { entries, exponent } = sumOfSquares(one);
      return { ...m, exponent: m.exponent + exponent, entries: m.entries.map((value) => value * (entries[0] ?? 0n)) };
    };
    const m = plus(weighted(x, gram(a)), weighted(r, identity(a.columns)));
    const [form, last] = schurComplement(m, y, 0n);
    const square = quotientOf(-form, last, 2 * y.exponent - m.exponent);
    return Math.sqrt(square / at(sumOfSquares(a), 0, 0));
  });
}

/**
 * The components of the columns of X in the null space of A, over ||x||, and ||A||_F ||A^+||_F.
 *
 * The square of the component is x^T x - (R x)^T (R R^T)^-1 R x, R being rows of A that span them all. With e_k the symmetric functions of
 * the squared singular values and r the rank, ||A^+||_F^2 = e_(r-1) / e_r and ||A||_F^2 = e_1. All of these are exact.
 */
export function nullComponents(system: System, algebra: Algebra): { components: number[]; condition: number } {
  const { times, transpose, isZero } = algebra;
  const functions = symmetricFunctions(gram(inUnitsOf(system.a, system.a)[0]));
  const rank = functions.findLastIndex((value) => value !== 0n);
  const [first, before, last] = [functions[1] ?? 0n, functions[rank - 1] ?? 0n, functions[rank] ?? 1n];
  const rows = independentRows(system.a);
  const square = gram(transpose(rows));
  const components = columnsOf(system, algebra).map(({ x }) => {
    if (isZero(x) || rank === system.a.columns) return 0;
    const [length = 0n] = sumOfSquares(x).entries;
    const [beyond, pivot] = schurComplement(square, times(rows, x), length);
    return Math.sqrt(quotientOf(beyond, pivot * length));
  });
  return { components, condition: rank === 0 ? 1 : Math.sqrt(quotientOf(first * before, last)) };
}

/**
 * The largest ||A^T (b - A x) - k x||_1 of a column over n eps ((||A^T||_1 ||A||_1 + k) ||x||_1 + ||A^T||_1 ||b||_1), `factor` being n eps: what
 * rounding A^T A and A^T b may leave.
 */
export function normalResidual(system: System, algebra: Algebra, factor: number, ridge = 0): number {
  const { minus, times, transpose, norm1, ratio } = algebra;
  const { mantissa, exponent } = fromNumber(ridge);
  const k = scaled(scalar(mantissa, exponent), -2 * magnitudeOf(system.a));
  const ratios = columnsOf(system, algebra).map(({ a, b, x }) => {
    const back = transpose(a);
    const shrunk = { ...x, exponent: x.exponent + k.exponent, entries: x.entries.map((value) => value * mantissa) };
    const residual = minus(times(back, minus(b, times(a, x))), shrunk);
    const weight = norm1(back) * norm1(a) + norm1(k);
    return ratio(norm1(residual), factor * (weight * norm1(x) + norm1(back) * norm1(b)));
  });
  return Math.max(0, ...ratios);
}
