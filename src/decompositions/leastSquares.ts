import {
  lstsq as lstsqRecord,
  normalEquations as normalRecord,
  ridge as ridgeRecord,
} from '../../spec/decompositions/leastSquares.ts';
import type { SingularValues } from '../_internal/dense/jacobiSingularValues.ts';
import {
  at,
  build,
  columnsOf,
  type Matrix,
  minus,
  outside,
  plus,
  times,
  transposed,
} from '../_internal/dense/matrix.ts';
import { finiteSingularValues } from '../_internal/dense/singularValues.ts';
import { fail } from '../_internal/fail.ts';
import { reference } from '../_internal/reference.ts';
import { choleskyFactor } from './_internal/choleskyFactor.ts';
import { rankTolerance } from './_internal/rankTolerance.ts';
import { substitute } from './_internal/substitute.ts';

/** V diag(weight) U^T B: what `over` makes of each coefficient of B and its singular value; the others are left out. */
function filtered(
  { u, s, v }: SingularValues,
  b: Matrix,
  count: number,
  over: (c: number, s: number) => number,
): Matrix {
  const coefficients = times(transposed(columnsOf(u, 0, count)), b);
  const weighted = build(count, b.columns, (i, k) => over(at(coefficients, i, k), s[i] as number));
  return times(columnsOf(v, 0, count), weighted);
}

/** How many singular values are above the tolerance. */
const rankOf = ({ s, u, v }: SingularValues, dtype: 'float64' | 'float32'): number =>
  s.filter((value) => value > rankTolerance(u.rows, v.rows, s, dtype)).length;

// Golub and Pereyra, for X = A^+ B: with Y = A^+T G, Abar = -Y X^T + (B - AX) (A^+ Y)^T + A^+T X G^T (I - A^+ A).
export const lstsq = reference(lstsqRecord, {
  member({ a, b }, _, { dtype }) {
    const values = finiteSingularValues('decompositions.lstsq/R1', a);
    return filtered(values, b, rankOf(values, dtype), (c, s) => c / s);
  },
  pullback({ a, b }, g, _, { dtype }) {
    const values = finiteSingularValues('decompositions.lstsq/R1', a);
    const rank = rankOf(values, dtype);
    const swapped = { ...values, u: values.v, v: values.u };
    const onto = (one: SingularValues, c: Matrix) => filtered(one, c, rank, (value, s) => value / s);
    const [x, y] = [onto(values, b), onto(swapped, g)];
    const rows = columnsOf(values.v, 0, rank);
    const residual = minus(b, times(a, x));
    return {
      a: plus(
        minus(times(residual, transposed(onto(values, y))), times(y, transposed(x))),
        times(onto(swapped, x), transposed(outside(rows, g))),
      ),
      b: y,
    };
  },
});

/** c s / (s^2 + lambda), of which no square is formed that could over- or underflow. */
function shrunk(c: number, s: number, root: number): number {
  const ratio = s < root ? s / root : root / s;
  return s < root ? ((c / root) * ratio) / (1 + ratio * ratio) : c / s / (1 + ratio * ratio);
}

/** As many of the singular values as count: all, but where nothing is added to those that are zero. */
const counted = (values: SingularValues, lambda: number, dtype: 'float64' | 'float32'): number =>
  lambda > 0 ? values.s.length : rankOf(values, dtype);

// K = A^T A + lambda I: K dX = dA^T (B - AX) - A^T dA X + A^T dB, so that with W = K^-1 G, Abar = (B - AX) W^T - A W X^T, Bbar = A W.
export const ridge = reference(ridgeRecord, {
  member({ a, b }, { lambda }, { dtype }) {
    const values = finiteSingularValues('decompositions.ridge/R1', a);
    const root = Math.sqrt(lambda);
    return filtered(values, b, counted(values, lambda, dtype), (c, s) => shrunk(c, s, root));
  },
  pullback({ a, b }, g, { lambda }, { dtype }) {
    const values = finiteSingularValues('decompositions.ridge/R1', a);
    const [root, count] = [Math.sqrt(lambda), counted(values, lambda, dtype)];
    const x = filtered(values, b, count, (c, s) => shrunk(c, s, root));
    const beyond = outside(columnsOf(values.v, 0, count), g);
    const within = filtered({ ...values, u: values.v }, g, count, (c, s) => shrunk(c, s, root) / s);
    // Where no singular value is, K is lambda alone.
    const inner =
      lambda > 0
        ? plus(
            within,
            build(g.rows, g.columns, (i, k) => at(beyond, i, k) / lambda),
          )
        : within;
    const product = filtered({ ...values, u: values.v, v: values.u }, g, count, (c, s) => shrunk(c, s, root));
    const residual = minus(b, times(a, x));
    return { a: minus(times(residual, transposed(inner)), times(product, transposed(x))), b: product };
  },
});

/** L of A^T A = L L^T. Throws RangeError, quoting R1, at a pivot that is not positive. */
function gramFactor(a: Matrix): Matrix {
  const gram = times(transposed(a), a);
  const l = build(gram.rows, gram.rows, (i, j) => (i >= j ? at(gram, i, j) : 0));
  const bad = choleskyFactor(l);
  if (bad) {
    fail(
      'decompositions.normalEquations/R1',
      `the columns of a must be independent, got pivot ${bad.pivot} in row ${bad.row}`,
    );
  }
  return l;
}

const solved = (l: Matrix, b: Matrix): Matrix =>
  substitute(l, substitute(l, b, { lower: true }), { lower: true, transpose: true });

// As for `ridge` with lambda = 0.
export const normalEquations = reference(normalRecord, {
  member: ({ a, b }) => solved(gramFactor(a), times(transposed(a), b)),
  pullback({ a, b }, g) {
    const l = gramFactor(a);
    const x = solved(l, times(transposed(a), b));
    const inner = solved(l, g);
    const product = times(a, inner);
    return { a: minus(times(minus(b, times(a, x)), transposed(inner)), times(product, transposed(x))), b: product };
  },
});
