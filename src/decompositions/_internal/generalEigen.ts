import { dot } from '../../_internal/dense/dot.ts';
import { at, build, type Matrix, matrix, rowOf, times, transposed } from '../../_internal/dense/matrix.ts';
import { commonExponent, largestMagnitude, scaledBy, timesPowerOfTwo } from '../../_internal/dense/scale.ts';
import type { Pair } from '../../_internal/members.ts';
import { balance } from './balance.ts';
import { type RealSchur, realSchur } from './realSchur.ts';
import { imaginaryOf, leastPivot, schurVector, startsPair } from './schurVector.ts';

export interface GeneralEigen {
  readonly w: Pair<Float64Array>;
  readonly v: Pair<Matrix>;
}

/** What a matrix of a power of two scaled, and balanced, was decomposed into: A = 2^power D Q T Q^T D^-1, D = diag(2^exponents). */
interface Decomposed {
  readonly power: number;
  readonly exponents: Int32Array;
  readonly schur: RealSchur;
}

/** The eigenvalues alone; undefined where the iteration does not converge. */
export function generalEigenvalues(a: Matrix): Pair<Float64Array> | undefined {
  const found = decompose(a);
  return found && valuesOf(found.schur.t, found.power);
}

/**
 * From the real Schur form (Golub and Van Loan 2013, section 7.6) of the balanced matrix: the eigenvectors of the quasitriangular factor
 * are found by back substitution, and carried back all at once by a product with Q. Conjugate pairs are conjugate to the last bit.
 *
 * Undefined where the iteration of the Schur form does not converge.
 */
export function generalEigen(a: Matrix): GeneralEigen | undefined {
  const found = decompose(a);
  return found && { w: valuesOf(found.schur.t, found.power), v: rightVectors(found) };
}

/** As `generalEigen`, with the left eigenvectors, u^H A = w u^H, too, in the same order. */
export function twoSidedEigen(a: Matrix): (GeneralEigen & { readonly u: Pair<Matrix> }) | undefined {
  const found = decompose(a);
  return found && { w: valuesOf(found.schur.t, found.power), v: rightVectors(found), u: leftVectors(found) };
}

function rightVectors({ schur: { t, q }, exponents }: Decomposed): Pair<Matrix> {
  return columnsOf(t, vectorRows(t), q, exponents);
}

/**
 * Those of T are the conjugate right ones of T^T, which becomes quasi upper triangular, of the same blocks, where the order of rows and
 * columns is turned about.
 */
function leftVectors({ schur: { t, q }, exponents }: Decomposed): Pair<Matrix> {
  const n = t.rows;
  const [re, im] = vectorRows(build(n, n, (i, j) => at(t, n - 1 - j, n - 1 - i)));
  const aboutTurned = (rows: Matrix, sign: number): Matrix =>
    build(n, n, (k, j) => sign * at(rows, n - 1 - k - ofPair(t, k), n - 1 - j));
  return columnsOf(
    t,
    [aboutTurned(re, 1), aboutTurned(im, -1)],
    q,
    exponents.map((exponent) => -exponent),
  );
}

/** 1 for the first of a pair, whose vector stands one place before that of the second where the order is turned about. */
const ofPair = (t: Matrix, k: number): number => Number(startsPair(t, k));

/** The vectors, given as rows, carried back by D Q, of length 1, as columns; that of a pair's second is the conjugate of the first's. */
function columnsOf(t: Matrix, rows: readonly [Matrix, Matrix], q: Matrix, exponents: Int32Array): Pair<Matrix> {
  const qt = transposed(q);
  const [re, im] = rows.map((part) => times(part, qt)) as [Matrix, Matrix];
  for (let k = 0; k < t.rows; k++) {
    const parts = [rowOf(re, k), rowOf(im, k)] as const;
    scaleBack(parts, exponents);
    const length = Math.sqrt(dot(parts[0], parts[0]) + dot(parts[1], parts[1]));
    for (const part of parts) for (let i = 0; i < part.length; i++) part[i] = (part[i] as number) / length;
    if (!startsPair(t, k)) continue;
    k++;
    rowOf(re, k).set(parts[0]);
    rowOf(im, k).set(parts[1].map((value) => -value));
  }
  return { re: transposed(re), im: transposed(im) };
}

/** D x, by a power of two more so that its largest part is about 1. */
function scaleBack(parts: readonly Float64Array[], exponents: Int32Array): void {
  let most = Number.NEGATIVE_INFINITY;
  exponents.forEach((exponent, i) => {
    const size = largestMagnitude(Float64Array.from(parts, (part) => part[i] as number));
    if (size > 0) most = Math.max(most, exponent + Math.log2(size));
  });
  if (!Number.isFinite(most)) return;
  const shift = Math.ceil(most);
  for (const part of parts) {
    for (let i = 0; i < part.length; i++)
      part[i] = timesPowerOfTwo(part[i] as number, (exponents[i] as number) - shift);
  }
}

/** Scaled to entries of about 1, balanced, and brought to Schur form. */
function decompose(a: Matrix): Decomposed | undefined {
  const power = commonExponent(a.data);
  const { balanced, exponents } = balance(matrix(a.rows, a.rows, scaledBy(a.data, -power)));
  const schur = realSchur(balanced);
  return schur && { power, exponents, schur };
}

/** The eigenvectors of T as rows, of a pair only the first: real and imaginary parts. */
function vectorRows(t: Matrix): readonly [Matrix, Matrix] {
  const n = t.rows;
  const [re, im] = [matrix(n, n), matrix(n, n)];
  const least = leastPivot(t);
  for (let k = 0; k < n; k++) {
    schurVector(t, k, least, rowOf(re, k), rowOf(im, k));
    if (startsPair(t, k)) k++;
  }
  return [re, im];
}

/** Of a pair the one with a positive imaginary part first. */
function valuesOf(t: Matrix, power: number): Pair<Float64Array> {
  const n = t.rows;
  const [re, im] = [new Float64Array(n), new Float64Array(n)];
  for (let k = 0; k < n; k++) {
    re[k] = timesPowerOfTwo(at(t, k, k), power);
    if (startsPair(t, k)) im[k] = timesPowerOfTwo(imaginaryOf(t, k), power);
    else if (startsPair(t, k - 1)) im[k] = -(im[k - 1] as number);
  }
  return { re, im };
}
