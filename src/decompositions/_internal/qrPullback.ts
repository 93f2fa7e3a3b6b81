import { at, build, columnsOf, type Matrix, minus, plus, times, transposed } from '../../_internal/dense/matrix.ts';
import { substitute } from './substitute.ts';

// A = QR, m >= n: Q^T dA R^-1 = Q^T dQ + dR R^-1, antisymmetric plus upper triangular. Solving for dQ and dR and collecting terms
// gives Abar = (Qbar + Q copyltu(R Rbar^T - Qbar^T Q)) R^-T, where copyltu mirrors the lower triangle to the upper one.
function tallPullback(q: Matrix, r: Matrix, qBar: Matrix, rBar: Matrix): Matrix {
  const inner = minus(times(r, transposed(rBar)), times(transposed(qBar), q));
  const mirrored = build(r.rows, r.columns, (i, j) => (i >= j ? at(inner, i, j) : at(inner, j, i)));
  const sum = plus(qBar, times(q, mirrored));
  // X = Y R^-T, hence R X^T = Y^T.
  return transposed(substitute(r, transposed(sum), { lower: false }));
}

/**
 * The gradient of A = QR. A = [X Y], m < n: X = QU and V = Q^T Y with R = [U V]. <Vbar, dV> = <Y Vbar^T, dQ> + <Q Vbar, dY>: the second term
 * is the gradient of Y, the first joins Qbar in the pullback of X = QU.
 */
export function qrPullback(a: Matrix, { q, r }: { q: Matrix; r: Matrix }, qBar: Matrix, rBar: Matrix): Matrix {
  const [m, n] = [a.rows, a.columns];
  if (m >= n) return tallPullback(q, r, qBar, rBar);
  const vBar = columnsOf(rBar, m, n - m);
  const joined = plus(qBar, times(columnsOf(a, m, n - m), transposed(vBar)));
  const xBar = tallPullback(q, columnsOf(r, 0, m), joined, columnsOf(rBar, 0, m));
  const yBar = times(q, vBar);
  return build(m, n, (i, j) => (j < m ? at(xBar, i, j) : at(yBar, i, j - m)));
}
