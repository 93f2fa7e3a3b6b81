import { at, identity, type Matrix, rowOf } from '../../_internal/dense/matrix.ts';
import { rotate as rotateRows } from '../../_internal/dense/orthogonaliseRows.ts';
import { type Reflector, reflectorOf } from '../../_internal/dense/reflector.ts';
import { commonExponent, scaledBy } from '../../_internal/dense/scale.ts';

/** A = Q T Q^T with Q orthogonal and T upper triangular, but for blocks of two on the diagonal. */
export interface RealSchur {
  readonly q: Matrix;
  readonly t: Matrix;
}

/** Steps that all eigenvalues may take, for each of them or for ten; LAPACK allows as many. */
const mostSteps = (n: number): number => 30 * Math.max(n, 10);
/** What is beside a neighbour no more than a rounding in it. */
const eps = 2 ** -52;

/**
 * By Householder's reduction to Hessenberg form and Francis's double steps (Golub and Van Loan 2013, sections 7.4 and 7.5), blocks of two
 * made standard as in LAPACK: triangular for real eigenvalues, else of equal diagonal and with off-diagonal entries of opposite signs.
 *
 * Undefined where the iteration does not converge.
 */
export function realSchur(a: Matrix): RealSchur | undefined {
  const n = a.rows;
  const power = commonExponent(a.data);
  const t: Matrix = { rows: n, columns: n, data: scaledBy(a.data, -power) };
  const q = identity(n);
  reduceToHessenberg(t, q);
  let [last, steps, left] = [n - 1, 0, mostSteps(n)];
  while (last >= 0) {
    const first = startOfBlock(t, last);
    if (last - first < 2) {
      if (last - first === 1) standardise(t, q, first);
      [last, steps] = [first - 1, 0];
    } else {
      if (left-- === 0) return undefined;
      steps++;
      francisStep(t, q, first, last, steps % 10 === 0);
    }
  }
  return { q, t: { rows: n, columns: n, data: scaledBy(t.data, power) } };
}

const put = (a: Matrix, i: number, j: number, value: number): void => {
  a.data[i * a.columns + j] = value;
};

/** H A from column `from` on. */
function reflectRows(a: Matrix, { start, vector, factor }: Reflector, from: number): void {
  for (let j = from; j < a.columns; j++) {
    const along = factor * vector.reduce((sum, value, i) => sum + value * at(a, start + i, j), 0);
    vector.forEach((value, i) => {
      put(a, start + i, j, at(a, start + i, j) - along * value);
    });
  }
}

/** A H above row `to`. */
function reflectColumns(a: Matrix, { start, vector, factor }: Reflector, to: number): void {
  for (let i = 0; i < to; i++) {
    const along = factor * vector.reduce((sum, value, j) => sum + value * at(a, i, start + j), 0);
    vector.forEach((value, j) => {
      put(a, i, start + j, at(a, i, start + j) - along * value);
    });
  }
}

/** H = Q^T A Q by Householder reflections, over A; Q times them over Q. */
export function reduceToHessenberg(t: Matrix, q: Matrix): void {
  const n = t.rows;
  for (let k = 0; k < n - 2; k++) {
    const column = Float64Array.from({ length: n - k - 1 }, (_, i) => at(t, k + 1 + i, k));
    const { reflector } = reflectorOf(column, k + 1);
    reflectRows(t, reflector, k);
    reflectColumns(t, reflector, n);
    reflectColumns(q, reflector, n);
    for (let i = k + 2; i < n; i++) put(t, i, k, 0);
  }
}

/** Where the last block that does not fall apart begins; what is negligible beside its neighbours on the diagonal becomes zero. */
function startOfBlock(t: Matrix, last: number): number {
  let first = last;
  for (; first > 0; first--) {
    const beside = Math.abs(at(t, first - 1, first - 1)) + Math.abs(at(t, first, first));
    // Of entries at most 2.
    if (Math.abs(at(t, first, first - 1)) <= eps * (beside === 0 ? 1 : beside)) {
      put(t, first, first - 1, 0);
      break;
    }
  }
  return first;
}

/** One double step on a block, with the eigenvalues of its last corner as shifts, or with exceptional ones. */
function francisStep(t: Matrix, q: Matrix, first: number, last: number, isExceptional: boolean): void {
  const n = t.rows;
  const h = (i: number, j: number) => at(t, i, j);
  const size = Math.abs(h(last, last - 1)) + Math.abs(h(last - 1, last - 2));
  // The corner of the shifts: as distances from the first entry, for their product would cancel beside a multiple of the identity.
  const corner = isExceptional ? h(last, last) + 0.75 * size : h(last - 1, last - 1);
  const off = isExceptional ? -0.4375 * size ** 2 : h(last - 1, last) * h(last, last - 1);
  const [x, y] = [(isExceptional ? corner : h(last, last)) - h(first, first), corner - h(first, first)];
  let column = [
    (x * y - off) / h(first + 1, first) + h(first, first + 1),
    h(first + 1, first + 1) - h(first, first) - x - y,
    h(first + 2, first + 1),
  ];
  for (let k = first; k < last; k++) {
    const { reflector } = reflectorOf(Float64Array.from(column.slice(0, last - k + 1)), k);
    reflectRows(t, reflector, Math.max(k - 1, 0));
    reflectColumns(t, reflector, Math.min(k + 4, last + 1));
    reflectColumns(q, reflector, n);
    // What chasing the bulge made zero.
    if (k > first) for (let i = k + 1; i <= Math.min(k + 2, last); i++) put(t, i, k - 1, 0);
    column = [h(k + 1, k), ...(k + 2 <= last ? [h(k + 2, k)] : []), ...(k + 3 <= last ? [h(k + 3, k)] : [])];
  }
}

/** The block of two at `k` by rotations: of rows and columns, and of the columns of Q. */
function standardise(t: Matrix, q: Matrix, k: number): void {
  const turn = (): boolean => {
    const { cosine, sine, isReal } = rotationOf(at(t, k, k), at(t, k, k + 1), at(t, k + 1, k), at(t, k + 1, k + 1));
    rotate(t, q, k, cosine, sine);
    return isReal;
  };
  if (!turn()) {
    const middle = (at(t, k, k) + at(t, k + 1, k + 1)) / 2;
    put(t, k, k, middle);
    put(t, k + 1, k + 1, middle);
    const [above, below] = [at(t, k, k + 1), at(t, k + 1, k)];
    const isNegligible = Math.abs(below) <= eps * (Math.abs(middle) + Math.abs(above));
    if (above * below < 0 && !isNegligible) return;
    // By a rounding the eigenvalues are real, and equal.
    if (!isNegligible) turn();
  }
  put(t, k + 1, k, 0);
}

function rotate(t: Matrix, q: Matrix, k: number, c: number, s: number): void {
  rotateRows(rowOf(t, k), rowOf(t, k + 1), c, -s);
  for (const one of [t, q]) {
    for (let i = 0; i < one.rows; i++) {
      const [x, y] = [at(one, i, k), at(one, i, k + 1)];
      put(one, i, k, c * x + s * y);
      put(one, i, k + 1, c * y - s * x);
    }
  }
}

/** What makes [a, b; c, d] triangular where its eigenvalues are real, and its diagonal equal where they are not. */
function rotationOf(a: number, b: number, c: number, d: number) {
  if (c === 0) return { cosine: 1, sine: 0, isReal: true };
  const half = (a - d) / 2;
  const discriminant = half ** 2 + b * c;
  if (discriminant >= 0) {
    // Of the eigenvalue d + z, the farther one from d, (z, c) is the vector.
    const z = half + (half < 0 ? -1 : 1) * Math.sqrt(discriminant);
    const length = Math.hypot(z, c);
    return { cosine: z / length, sine: c / length, isReal: true };
  }
  const [sigma, length] = [b + c, Math.hypot(b + c, a - d)];
  if (length === 0) return { cosine: 1, sine: 0, isReal: false };
  const cosine = Math.sqrt((1 + Math.abs(sigma) / length) / 2);
  return { cosine, sine: (-half / (length * cosine)) * (sigma < 0 ? -1 : 1), isReal: false };
}
