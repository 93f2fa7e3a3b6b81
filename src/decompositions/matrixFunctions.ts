import {
  expm as expmRecord,
  characteristicPolynomial as polynomialRecord,
} from '../../spec/decompositions/matrixFunctions.ts';
import {
  at,
  build,
  identity,
  type Matrix,
  matrix,
  minus,
  plus,
  scaled,
  times,
  transposed,
} from '../_internal/dense/matrix.ts';
import { reference } from '../_internal/reference.ts';
import { solution } from './_internal/solution.ts';

/** The coefficients of the Pade approximant of e^x of degree 13, over the last one. */
const pade = [
  64764752532480000, 32382376266240000, 7771770303897600, 1187353796428800, 129060195264000, 10559470521600,
  670442572800, 33522128640, 1323241920, 40840800, 960960, 16380, 182, 1,
] as const;
/** Up to this norm the approximant is exact in double precision (Higham 2005). */
const widest = 5.371920351148152;

function norm1(a: Matrix): number {
  let largest = 0;
  for (let j = 0; j < a.columns; j++) {
    let sum = 0;
    for (let i = 0; i < a.rows; i++) sum += Math.abs(at(a, i, j));
    // NaN is largest.
    if (!(sum <= largest)) largest = sum;
  }
  return largest;
}

const sumOf = (...terms: readonly (readonly [factor: number, a: Matrix])[]): Matrix =>
  terms.map(([factor, a]) => scaled(a, factor)).reduce(plus);

/** e^A by scaling and squaring (Higham 2005, algorithm 2.3, always of degree 13). */
function exponential(given: Matrix): Matrix {
  const n = given.rows;
  const size = norm1(given);
  if (!Number.isFinite(size)) return matrix(n, n, new Float64Array(n * n).fill(Number.NaN));
  const squarings = size > widest ? Math.ceil(Math.log2(size / widest)) : 0;
  const a = scaled(given, 2 ** -squarings);
  const one = identity(n);
  const a2 = times(a, a);
  const a4 = times(a2, a2);
  const a6 = times(a4, a2);
  const half = (k: 0 | 1): Matrix =>
    plus(
      times(a6, sumOf([pade[12 + k] as number, a6], [pade[10 + k] as number, a4], [pade[8 + k] as number, a2])),
      sumOf([pade[6 + k] as number, a6], [pade[4 + k] as number, a4], [pade[2 + k] as number, a2], [pade[k], one]),
    );
  const [odd, even] = [times(a, half(1)), half(0)];
  let x = solution('decompositions.expm', minus(even, odd), plus(even, odd));
  for (let k = 0; k < squarings; k++) x = times(x, x);
  return x;
}

export const expm = reference(expmRecord, {
  // The sum of no powers but A^0 is exact: nothing is solved for 0.
  member: ({ a }) => (a.data.every((value) => value === 0) ? identity(a.rows) : exponential(a)),
  // dX = the integral of e^(sA) dA e^((1-s)A): its adjoint is the derivative at A^T in the direction G, which stands beside e^(A^T) in
  // the exponential of [A^T G; 0 A^T]. G is scaled to the size of A, in which this is linear.
  pullback({ a }, g) {
    const n = a.rows;
    const largest = g.data.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    if (largest === 0) return { a: matrix(n, n) };
    const power = 2 ** Math.floor(Math.log2(largest));
    const at0 = transposed(a);
    const block = build(2 * n, 2 * n, (i, j) => {
      if (i >= n && j < n) return 0;
      return i < n && j >= n ? at(g, i, j - n) / power : at(at0, i % n, j % n);
    });
    const whole = exponential(block);
    return { a: build(n, n, (i, j) => at(whole, i, n + j) * power) };
  },
});

/** Faddeev and LeVerrier: M_0 = I, c_k = -tr(A M_(k-1)) / k, M_k = A M_(k-1) + c_k I. */
function leverrier(a: Matrix): { c: Float64Array; m: readonly Matrix[] } {
  const n = a.rows;
  const c = new Float64Array(n + 1).fill(1, 0, 1);
  const m = [identity(n)];
  for (let k = 1; k <= n; k++) {
    const product = times(a, m[k - 1] as Matrix);
    let trace = 0;
    for (let i = 0; i < n; i++) trace += at(product, i, i);
    // Not -0.
    const coefficient = 0 - trace / k;
    c[k] = coefficient;
    m.push(build(n, n, (i, j) => at(product, i, j) + (i === j ? coefficient : 0)));
  }
  return { c, m };
}

export const characteristicPolynomial = reference(polynomialRecord, {
  member: ({ a }) => leverrier(a).c,
  // dc_k = -tr(M_(k-1) dA).
  pullback({ a }, g) {
    const { m } = leverrier(a);
    const terms = m.slice(0, a.rows).map((one, k) => scaled(transposed(one), -(g[k + 1] as number)));
    return { a: terms.reduce(plus, matrix(a.rows, a.rows)) };
  },
});
