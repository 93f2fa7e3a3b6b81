import { at, type Matrix, rowOf } from '../../_internal/dense/matrix.ts';
import { rotate as rotateRows } from '../../_internal/dense/orthogonaliseRows.ts';
import { eps } from '../../_internal/dense/roundoff.ts';

const put = (a: Matrix, i: number, j: number, value: number): void => {
  a.data[i * a.columns + j] = value;
};

/**
 * Makes the block of two at `k` standard by rotations of rows and columns, as in LAPACK: triangular for real eigenvalues, else of equal
 * diagonal and with off-diagonal entries of opposite signs. The rows of Q^T turn with those of T.
 */
export function standardise(t: Matrix, qt: Matrix, k: number): void {
  const turn = (): boolean => {
    const { cosine, sine, isReal } = rotationOf(at(t, k, k), at(t, k, k + 1), at(t, k + 1, k), at(t, k + 1, k + 1));
    rotate(t, qt, k, cosine, sine);
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

function rotate(t: Matrix, qt: Matrix, k: number, c: number, s: number): void {
  for (const one of [t, qt]) rotateRows(rowOf(one, k), rowOf(one, k + 1), c, -s);
  for (let i = 0; i < t.rows; i++) {
    const [x, y] = [at(t, i, k), at(t, i, k + 1)];
    put(t, i, k, c * x + s * y);
    put(t, i, k + 1, c * y - s * x);
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
