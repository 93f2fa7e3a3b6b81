import { productOf, type Reflector, reflectorOf } from '../../_internal/dense/householder.ts';
import { at, type Matrix, matrix } from '../../_internal/dense/matrix.ts';

/** A = Q T Q^T, T symmetric tridiagonal. */
export interface Tridiagonal {
  readonly diagonal: Float64Array;
  /** Element i couples i and i + 1; the last is 0. */
  readonly offDiagonal: Float64Array;
  readonly q: Matrix;
}

/** Householder reduction of a symmetric matrix (Golub and Van Loan, algorithm 8.3.1). */
export function tridiagonalise(given: Matrix): Tridiagonal {
  const n = given.rows;
  const a = matrix(n, n, given.data.slice());
  const offDiagonal = new Float64Array(n);
  const reflectors: Reflector[] = [];
  for (let j = 0; j + 1 < n; j++) {
    const x = Float64Array.from({ length: n - j - 1 }, (_, i) => at(a, j + 1 + i, j));
    const { reflector, alpha } = reflectorOf(x, j + 1);
    offDiagonal[j] = alpha;
    reflectors.push(reflector);
    reflectBothSides(a, reflector);
  }
  const diagonal = Float64Array.from({ length: n }, (_, i) => at(a, i, i));
  return { diagonal, offDiagonal, q: productOf(reflectors, n, n) };
}

// With H = I - f v v^T and p = f A v: H A H = A - v w^T - w v^T, w = p - (f / 2) (p . v) v.
function reflectBothSides(a: Matrix, { start, vector, factor }: Reflector): void {
  if (factor === 0) return;
  const p = vector.map((_, i) => {
    let sum = 0;
    for (let j = 0; j < vector.length; j++) sum += at(a, start + i, start + j) * (vector[j] as number);
    return factor * sum;
  });
  let overlap = 0;
  vector.forEach((value, i) => {
    overlap += value * (p[i] as number);
  });
  const w = p.map((value, i) => value - (factor / 2) * overlap * (vector[i] as number));
  vector.forEach((left, i) => {
    vector.forEach((right, j) => {
      // The two products are added to each other first, so that the result is symmetric bitwise.
      const change = left * (w[j] as number) + (w[i] as number) * right;
      const to = (start + i) * a.columns + start + j;
      a.data[to] = (a.data[to] as number) - change;
    });
  });
}
