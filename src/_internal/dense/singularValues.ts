import { bidiagonalise } from './bidiagonalise.ts';
import { turned, whole } from './block.ts';
import { divideBidiagonal } from './divideBidiagonal.ts';
import { applyReflectors, triangularise } from './householder.ts';
import { jacobiSingularValues, type SingularValues } from './jacobiSingularValues.ts';
import { at, build, columnsOf, type Matrix, matrix, rowOf, times, transposed } from './matrix.ts';
import { negate, pointUp } from './pointUp.ts';
import { requireFinite } from './requireFinite.ts';
import { commonExponent, scaledBy, timesPowerOfTwo } from './scale.ts';

/** Rows of this many columns, and more, are reduced to a bidiagonal matrix first. */
const REDUCED_FROM = 48;

/** Above this ratio of rows to columns the triangular factor is reduced in place of the matrix (Chan 1982). */
const TRIANGULAR_FROM = 1.5;

/** The same with the singular vectors as rows. */
interface SingularRows {
  readonly u: Matrix;
  readonly s: Float64Array;
  readonly v: Matrix;
}

/**
 * The singular value decomposition of a finite matrix: of a small one by Jacobi rotations, of others by reduction to a bidiagonal
 * matrix, and divide and conquer.
 *
 * The matrix is scaled by a power of two first, so that nothing over- or underflows and scaling by 2^k is bitwise. Convention, not
 * law: the largest entry of every column of U is positive.
 */
export function singularValues(a: Matrix): SingularValues {
  const exponent = commonExponent(a.data);
  const unit = matrix(a.rows, a.columns, scaledBy(a.data, -exponent));
  const isWide = a.rows < a.columns;
  const tall = tallSingularRows(isWide ? transposed(unit) : unit);
  const [u, v] = isWide ? [tall.v, tall.u] : [tall.u, tall.v];
  for (let i = 0; i < tall.s.length; i++) if (pointUp(rowOf(u, i))) negate(rowOf(v, i));
  return { u: transposed(u), s: tall.s.map((value) => timesPowerOfTwo(value, exponent)), v: transposed(v) };
}

function tallSingularRows(a: Matrix): SingularRows {
  if (a.columns < REDUCED_FROM) {
    const { u, s, v } = jacobiSingularValues(a);
    return { u: transposed(u), s, v: transposed(v) };
  }
  return a.rows > TRIANGULAR_FROM * a.columns ? throughTriangle(a) : throughBidiagonal(a);
}

function throughTriangle(a: Matrix): SingularRows {
  const { reflectors, r } = triangularise(a);
  const { u, s, v } = throughBidiagonal(r);
  const left = widened(u, a.rows);
  applyReflectors(reflectors, turned(whole(left)));
  return { u: left, s, v };
}

function throughBidiagonal(a: Matrix): SingularRows {
  const reduced = bidiagonalise(a);
  const { u, s, v } = divideBidiagonal(reduced);
  const [left, right] = [widened(upsideDown(u), a.rows), upsideDown(v)];
  applyReflectors(reduced.left, turned(whole(left)));
  applyReflectors(reduced.right, turned(whole(right)));
  return { u: left, s: s.toReversed(), v: right };
}

/** The rows in reverse order. */
function upsideDown(a: Matrix): Matrix {
  const result = matrix(a.rows, a.columns);
  for (let i = 0; i < a.rows; i++) result.data.set(rowOf(a, a.rows - 1 - i), i * a.columns);
  return result;
}

/** The rows, with zeros behind. */
function widened(a: Matrix, columns: number): Matrix {
  if (columns === a.columns) return a;
  const result = matrix(a.rows, columns);
  for (let i = 0; i < a.rows; i++) result.data.set(rowOf(a, i), i * columns);
  return result;
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
