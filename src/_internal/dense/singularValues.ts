import { complementOf, productOf, triangularise } from './householder.ts';
import { at, build, columnsOf, type Matrix, matrix, times, transposed } from './matrix.ts';
import { orthogonaliseRows } from './orthogonaliseRows.ts';
import { requireFinite } from './requireFinite.ts';
import { commonExponent, normOf, timesPowerOfTwo } from './scale.ts';

/** A = U diag(s) V^T: U is m by k, V is n by k, s descends, k = min(m, n). */
export interface SingularValues {
  readonly u: Matrix;
  readonly s: Float64Array;
  readonly v: Matrix;
}

/** Beside a largest entry in [1, 2), a singular value whose vectors rounding alone decides, and whose square would underflow. */
const negligible = 2 ** -440;

/**
 * The singular value decomposition of a finite matrix: Householder triangularisation with column pivoting, then one-sided
 * Jacobi rotations of the rows of R (Drmac and Veselic 2008): A P = Q R, J^T R = diag(s) W^T, hence U = Q J and V = P W.
 *
 * The matrix is scaled by a power of two first, so that nothing over- or underflows and scaling by 2^k is bitwise. Vectors of
 * zero singular values complete the basis. Convention, not law: the largest entry of every column of U is positive.
 */
export function singularValues(a: Matrix): SingularValues {
  const exponent = commonExponent(a.data);
  const isWide = a.rows < a.columns;
  const unit = build(a.rows, a.columns, (i, j) => timesPowerOfTwo(at(a, i, j), -exponent));
  const tall = tallSingularValues(isWide ? transposed(unit) : unit);
  const [u, v] = isWide ? [tall.v, tall.u] : [tall.u, tall.v];
  const s = tall.s.map((value) => timesPowerOfTwo(value, exponent));
  fixSigns(u, v);
  return { u, s, v };
}

function tallSingularValues(a: Matrix): SingularValues {
  const [m, n] = [a.rows, a.columns];
  const { reflectors, r, order } = triangularise(a, true);
  const { rows, rotations } = orthogonaliseRows(r);
  const triples = rows
    .map((row, i) => ({ norm: normOf(row), right: row, left: rotations[i] as Float64Array }))
    .sort((one, other) => other.norm - one.norm);
  const s = Float64Array.from(triples, ({ norm }) => norm);
  const count = s.findIndex((value) => value < negligible);
  const right = rightVectors(
    triples.map((triple) => triple.right),
    s,
    count < 0 ? n : count,
  );
  const v = matrix(n, n);
  order.forEach((row, i) => {
    v.data.set(right.data.subarray(i * n, (i + 1) * n), row * n);
  });
  const left = build(n, n, (i, j) => triples[j]?.left[i] as number);
  return { u: times(productOf(reflectors, m, n), left), s, v };
}

/** W: the first `count` rows of diag(s) W^T, divided by their norms, and a basis of the rest. */
function rightVectors(rows: readonly Float64Array[], s: Float64Array, count: number): Matrix {
  const n = s.length;
  const known = build(n, count, (i, j) => (rows[j]?.[i] as number) / (s[j] as number));
  if (count === n) return known;
  const rest = complementOf(known);
  return build(n, n, (i, j) => (j < count ? at(known, i, j) : at(rest, i, j - count)));
}

function fixSigns(u: Matrix, v: Matrix): void {
  for (let j = 0; j < u.columns; j++) {
    if (leadingEntry(u, j) < 0) for (const side of [u, v]) negateColumn(side, j);
  }
}

/** The entry of largest magnitude of a column, the first among equals. */
export function leadingEntry(a: Matrix, j: number): number {
  let leading = 0;
  for (let i = 0; i < a.rows; i++) if (Math.abs(at(a, i, j)) > Math.abs(leading)) leading = at(a, i, j);
  return leading;
}

export function negateColumn(a: Matrix, j: number): void {
  for (let i = 0; i < a.rows; i++) a.data[i * a.columns + j] = 0 - at(a, i, j);
}

/** The singular value decomposition of a matrix that must be finite. Throws RangeError that quotes the clause. */
export function finiteSingularValues(clause: string, a: Matrix): SingularValues {
  requireFinite(clause, 'a', a.data);
  return singularValues(a);
}

/** U_k diag(values) V_k^T for the first k = values.length columns. */
export const composed = (u: Matrix, values: Float64Array, v: Matrix): Matrix => {
  const left = columnsOf(u, 0, values.length);
  const weighted = build(left.rows, left.columns, (i, j) => at(left, i, j) * (values[j] as number));
  return times(weighted, transposed(columnsOf(v, 0, values.length)));
};
