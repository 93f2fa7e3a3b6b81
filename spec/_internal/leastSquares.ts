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

/** The entries over another exponent, at most its own. */
const over = (a: ExactMatrix, exponent: number): ExactMatrix => ({
  ...a,
  exponent,
  entries: a.entries.map((value) => value << BigInt(a.exponent - exponent)),
});

/** y^T M^-1 y for a positive definite M: by elimination of [M y; y^T 0] in Bareiss's form, in which every division leaves no remainder. */
function inverseForm(m: ExactMatrix, y: ExactMatrix): number {
  const n = m.rows;
  const rows = Array.from({ length: n + 1 }, (_, i) => [
    ...(i < n ? m.entries.slice(i * n, (i + 1) * n) : y.entries),
    i < n ? (y.entries[i] ?? 0n) : 0n,
  ]);
  let previous = 1n;
  for (let k = 0; k < n; k++) {
    const [pivotRow = [], pivot = 1n] = [rows[k], rows[k]?.[k]];
    for (let i = k + 1; i <= n; i++) {
      const factor = rows[i]?.[k] ?? 0n;
      rows[i] = (rows[i] ?? []).map((value, j) =>
        j <= k ? value : (pivot * value - factor * (pivotRow[j] ?? 0n)) / previous,
      );
    }
    previous = pivot;
  }
  return quotientOf(-(rows[n]?.[n] ?? 0n), previous, 2 * y.exponent - m.exponent);
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
    const square = inverseForm(plus(weighted(x, gram(a)), weighted(r, identity(a.columns))), y);
    return Math.sqrt(square / at(sumOfSquares(a), 0, 0));
  });
}

/**
 * The components of the columns of X in the null space of A, over ||x||, and ||A||_F ||A^+||_F.
 *
 * With e_k(M) the symmetric functions of the eigenvalues and r the rank, the square of the component is e_(r+1)(A^T A + x x^T) / e_r(A^T A):
 * the limit of k x^T (A^T A + k I)^-1 x. And ||A^+||_F^2 = e_(r-1) / e_r, ||A||_F^2 = e_1. All of these are exact.
 */
export function nullComponents(system: System, algebra: Algebra): { components: number[]; condition: number } {
  const { plus, times, transpose, isZero } = algebra;
  const square = gram(inUnitsOf(system.a, system.a)[0]);
  const functions = symmetricFunctions(square);
  const rank = functions.findLastIndex((value) => value !== 0n);
  const [first, before, last] = [functions[1] ?? 0n, functions[rank - 1] ?? 0n, functions[rank] ?? 1n];
  const components = columnsOf(system, algebra).map(({ x }) => {
    if (isZero(x) || rank === square.rows) return 0;
    const outer = times(x, transpose(x));
    const exponent = Math.min(outer.exponent, square.exponent);
    const beyond = symmetricFunctions(over(plus(square, outer), exponent))[rank + 1] ?? 0n;
    const known = symmetricFunctions(over(square, exponent))[rank] ?? 1n;
    const length = over(sumOfSquares(x), exponent).entries[0] ?? 1n;
    return Math.sqrt(quotientOf(beyond, known * length));
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
