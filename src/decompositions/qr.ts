import { qr as specification } from '../../spec/decompositions/qr.ts';
import { productOf, triangularise } from '../_internal/dense/householder.ts';
import { at, build, columnsOf, type Matrix, minus, plus, times, transposed } from '../_internal/dense/matrix.ts';
import { reference } from '../_internal/reference.ts';
import { substitute } from './_internal/substitute.ts';

/** Householder triangularisation. Convention, not law: the diagonal of R is not negative. */
function factor(a: Matrix): { q: Matrix; r: Matrix } {
  const k = Math.min(a.rows, a.columns);
  const { reflectors, r } = triangularise(a);
  const q = productOf(reflectors, a.rows, k);
  const signs = Float64Array.from({ length: k }, (_, j) => (at(r, j, j) < 0 ? -1 : 1));
  // Adding 0 turns -0 into 0.
  for (let i = 0; i < a.rows; i++) {
    for (let j = 0; j < k; j++) q.data[i * k + j] = (q.data[i * k + j] as number) * (signs[j] as number) + 0;
  }
  for (let i = 0; i < k; i++) {
    const sign = signs[i] as number;
    for (let j = i * a.columns; j < (i + 1) * a.columns; j++) r.data[j] = (r.data[j] as number) * sign + 0;
  }
  return { q, r };
}

// A = QR, m >= n: Q^T dA R^-1 = Q^T dQ + dR R^-1, antisymmetric plus upper triangular. Solving for dQ and dR and collecting terms
// gives Abar = (Qbar + Q copyltu(R Rbar^T - Qbar^T Q)) R^-T, where copyltu mirrors the lower triangle to the upper one.
function tallPullback(q: Matrix, r: Matrix, qBar: Matrix, rBar: Matrix): Matrix {
  const inner = minus(times(r, transposed(rBar)), times(transposed(qBar), q));
  const mirrored = build(r.rows, r.columns, (i, j) => (i >= j ? at(inner, i, j) : at(inner, j, i)));
  const sum = plus(qBar, times(q, mirrored));
  // X = Y R^-T, hence R X^T = Y^T.
  return transposed(substitute(r, transposed(sum), { lower: false }));
}

export const qr = reference(specification, {
  member: ({ a }) => factor(a),
  // A = [X Y], m < n: X = QU and V = Q^T Y with R = [U V]. <Vbar, dV> = <Y Vbar^T, dQ> + <Q Vbar, dY>: the second term is the
  // gradient of Y, the first joins Qbar in the pullback of X = QU.
  pullback({ a }, { q: qBar, r: rBar }) {
    const { q, r } = factor(a);
    const [m, n] = [a.rows, a.columns];
    if (m >= n) return { a: tallPullback(q, r, qBar, rBar) };
    const vBar = columnsOf(rBar, m, n - m);
    const joined = plus(qBar, times(columnsOf(a, m, n - m), transposed(vBar)));
    const xBar = tallPullback(q, columnsOf(r, 0, m), joined, columnsOf(rBar, 0, m));
    const yBar = times(q, vBar);
    return { a: build(m, n, (i, j) => (j < m ? at(xBar, i, j) : at(yBar, i, j - m))) };
  },
});
