import { dot } from '../../_internal/dense/dot.ts';
import { at, type Matrix, matrix, rowOf, times, transposed } from '../../_internal/dense/matrix.ts';
import { commonExponent, scaledBy, timesPowerOfTwo } from '../../_internal/dense/scale.ts';
import type { Pair } from '../../_internal/members.ts';
import { type RealSchur, realSchur } from './realSchur.ts';
import { imaginaryOf, leastPivot, schurVector, startsPair } from './schurVector.ts';

export interface GeneralEigen {
  readonly w: Pair<Float64Array>;
  readonly v: Pair<Matrix>;
}

/** The eigenvalues alone; undefined where the iteration does not converge. */
export function generalEigenvalues(a: Matrix): Pair<Float64Array> | undefined {
  const unit = unitSchur(a);
  return unit && valuesOf(unit.schur.t, unit.power);
}

/**
 * From the real Schur form (Golub and Van Loan 2013, section 7.6): the eigenvectors of the quasitriangular factor are found by back
 * substitution, and carried back all at once by a product with Q. Conjugate pairs are conjugate to the last bit.
 *
 * Undefined where the iteration of the Schur form does not converge.
 */
export function generalEigen(a: Matrix): GeneralEigen | undefined {
  const unit = unitSchur(a);
  if (unit === undefined) return undefined;
  const { t, q } = unit.schur;
  const qt = transposed(q);
  const [re, im] = vectorRows(t).map((rows) => times(rows, qt)) as [Matrix, Matrix];
  for (let k = 0; k < t.rows; k++) {
    const parts = [rowOf(re, k), rowOf(im, k)] as const;
    const length = Math.sqrt(dot(parts[0], parts[0]) + dot(parts[1], parts[1]));
    for (const part of parts) for (let i = 0; i < part.length; i++) part[i] = (part[i] as number) / length;
    if (!startsPair(t, k)) continue;
    k++;
    rowOf(re, k).set(parts[0]);
    rowOf(im, k).set(parts[1].map((value) => -value));
  }
  return { w: valuesOf(t, unit.power), v: { re: transposed(re), im: transposed(im) } };
}

/** The Schur form of the matrix, scaled by 2^-power. */
function unitSchur(a: Matrix): { readonly power: number; readonly schur: RealSchur } | undefined {
  const power = commonExponent(a.data);
  const schur = realSchur(matrix(a.rows, a.rows, scaledBy(a.data, -power)));
  return schur && { power, schur };
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
