import { at, build, type Matrix } from '../../_internal/dense/matrix.ts';
import { commonExponent, scaledBy, timesPowerOfTwo } from '../../_internal/dense/scale.ts';
import type { Pair } from '../../_internal/members.ts';
import { realSchur } from './realSchur.ts';

export interface GeneralEigen {
  readonly w: Pair<Float64Array>;
  readonly v: Pair<Matrix>;
}

type Z = readonly [re: number, im: number];

const mul = ([a, b]: Z, [c, d]: Z): Z => [a * c - b * d, a * d + b * c];
const sub = ([a, b]: Z, [c, d]: Z): Z => [a - c, b - d];
const conj = ([a, b]: Z): Z => [a, -b];
const size = ([a, b]: Z): number => Math.abs(a) + Math.abs(b);
/** Of numbers whose squares neither over- nor underflow. */
function over([a, b]: Z, [c, d]: Z): Z {
  const square = c * c + d * d;
  return [(a * c + b * d) / square, (b * c - a * d) / square];
}

/** Square matrices of complex numbers, row by row. */
type Rows = Z[][];

const rowsOf = (a: Matrix): Rows =>
  Array.from({ length: a.rows }, (_, i) => Array.from({ length: a.columns }, (_, j): Z => [at(a, i, j), 0]));
const get = (rows: Rows, i: number, j: number): Z => (rows[i] as Z[])[j] as Z;

/**
 * From the real Schur form (Golub and Van Loan 2013, section 7.6): its blocks of two are made triangular by unitary rotations, each
 * eigenvector of the triangle is found by back substitution and carried back by Q. Conjugate pairs are conjugate to the last bit.
 *
 * Undefined where the iteration of the Schur form does not converge.
 */
export function generalEigen(a: Matrix): GeneralEigen | undefined {
  const n = a.rows;
  const power = commonExponent(a.data);
  const schur = realSchur({ rows: n, columns: n, data: scaledBy(a.data, -power) });
  if (schur === undefined) return undefined;
  const [t, q] = [rowsOf(schur.t), rowsOf(schur.q)];
  const isPair = (k: number) => k >= 0 && k < n - 1 && at(schur.t, k + 1, k) !== 0;
  for (let k = 0; k < n; k++) if (isPair(k)) triangularise(t, q, k);
  const vectors = t.map((_, k) => normalised(carried(q, backSubstituted(t, k), k)));
  // The second of a pair is the conjugate of the first.
  const vector = (i: number, j: number): Z =>
    isPair(j - 1) ? conj((vectors[j - 1] as Z[])[i] as Z) : ((vectors[j] as Z[])[i] as Z);
  const value = (j: number): Z => (isPair(j - 1) ? conj(get(t, j - 1, j - 1)) : get(t, j, j));
  const parts = (part: 0 | 1) => Float64Array.from({ length: n }, (_, j) => timesPowerOfTwo(value(j)[part], power));
  return {
    w: { re: parts(0), im: parts(1) },
    v: { re: build(n, n, (i, j) => vector(i, j)[0]), im: build(n, n, (i, j) => vector(i, j)[1]) },
  };
}

/** The block [a, b; c, a] at k, b c < 0, by the unitary matrix whose first column is its vector of a + i sqrt(-b c). */
function triangularise(t: Rows, q: Rows, k: number): void {
  const [[a], [b], [c]] = [get(t, k, k), get(t, k, k + 1), get(t, k + 1, k)];
  const root = Math.sqrt(Math.abs(b)) * Math.sqrt(Math.abs(c));
  // (b, i root), by whichever of b and c is larger.
  const length = Math.hypot(Math.sqrt(Math.abs(b)), Math.sqrt(Math.abs(c)));
  const x: Z = [(Math.sign(b) * Math.sqrt(Math.abs(b))) / length, 0];
  const y: Z = [0, Math.sqrt(Math.abs(c)) / length];
  for (const rows of [t, q]) {
    for (const row of rows) {
      const [left, right] = [row[k] as Z, row[k + 1] as Z];
      row[k] = sub(mul(left, x), mul(right, [-y[0], -y[1]]));
      row[k + 1] = sub(mul(right, conj(x)), mul(left, conj(y)));
    }
  }
  const [upper, lower] = [t[k] as Z[], t[k + 1] as Z[]];
  for (let j = 0; j < upper.length; j++) {
    const [above, below] = [upper[j] as Z, lower[j] as Z];
    upper[j] = sub(mul(above, conj(x)), mul(below, [-y[0], y[1]]));
    lower[j] = sub(mul(below, x), mul(above, y));
  }
  upper[k] = [a, root];
  lower[k] = [0, 0];
  lower[k + 1] = [a, -root];
}

/** Entries of the order of 1: what is smaller than this is a rounding beside them. */
const eps = 2 ** -52;

/** x with x_k = 1 and (T - t_kk) x = 0; a pivot that vanishes counts as a rounding. Scaled down where it grows. */
function backSubstituted(t: Rows, k: number): Z[] {
  const x: Z[] = t.map((_, i) => (i === k ? [1, 0] : [0, 0]));
  const least = eps * t.reduce((most, row) => row.reduce((largest, z) => Math.max(largest, size(z)), most), 0) || 1;
  for (let i = k - 1; i >= 0; i--) {
    let sum: Z = [0, 0];
    for (let j = i + 1; j <= k; j++) sum = sub(sum, mul(get(t, i, j), x[j] as Z));
    const pivot = sub(get(t, i, i), get(t, k, k));
    x[i] = over(sum, size(pivot) < least ? [least, 0] : pivot);
    const growth = size(x[i] as Z);
    if (growth > 2 ** 100) for (let j = i; j <= k; j++) x[j] = mul(x[j] as Z, [1 / growth, 0]);
  }
  return x;
}

/** Q x, for an x that ends at k. */
const carried = (q: Rows, x: readonly Z[], k: number): Z[] =>
  q.map((row) => {
    let sum: Z = [0, 0];
    for (let j = 0; j <= k; j++) sum = sub(sum, mul([-(row[j] as Z)[0], -(row[j] as Z)[1]], x[j] as Z));
    return sum;
  });

function normalised(x: readonly Z[]): Z[] {
  const length = Math.hypot(...x.flat());
  return x.map(([re, im]) => [re / length, im / length]);
}
