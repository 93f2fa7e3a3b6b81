import { complementOf, productOf, triangularise } from './householder.ts';
import { at, build, type Matrix, matrix, times, transposed } from './matrix.ts';
import { orthogonaliseRows } from './orthogonaliseRows.ts';
import { normOf } from './scale.ts';

/** A = U diag(s) V^T: U is m by k, V is n by k, s descends, k = min(m, n). */
export interface SingularValues {
  readonly u: Matrix;
  readonly s: Float64Array;
  readonly v: Matrix;
}

/** Beside a largest entry in [1, 2), a singular value whose vectors rounding alone decides, and whose square would underflow. */
const negligible = 2 ** -440;

/**
 * The singular value decomposition of a matrix whose largest entry is in [1, 2) or below: Householder triangularisation with column
 * pivoting, then one-sided Jacobi rotations of the rows of R (Drmac and Veselic 2008): A P = Q R, J^T R = diag(s) W^T, hence U = Q J
 * and V = P W. Vectors of zero singular values complete the basis.
 */
export function jacobiSingularValues(a: Matrix): SingularValues {
  if (a.rows >= a.columns) return tallSingularValues(a);
  const { u, s, v } = tallSingularValues(transposed(a));
  return { u: v, s, v: u };
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
