import { qr as specification } from '../../spec/decompositions/qr.ts';
import { productOf, triangularise } from '../_internal/dense/householder.ts';
import { at, type Matrix } from '../_internal/dense/matrix.ts';
import { reference } from '../_internal/reference.ts';
import { qrPullback } from './_internal/qrPullback.ts';

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

export const qr = reference(specification, {
  member: ({ a }) => factor(a),
  pullback: ({ a }, { q: qBar, r: rBar }) => ({ a: qrPullback(a, factor(a), qBar, rBar) }),
});
