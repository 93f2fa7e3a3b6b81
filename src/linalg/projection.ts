import { projection as specification } from '../../spec/linalg/projection.ts';
import { productOf, triangularise } from '../_internal/dense/householder.ts';
import { type Matrix, outside, plus, times, transposed } from '../_internal/dense/matrix.ts';
import { requireFinite } from '../_internal/dense/requireFinite.ts';
import { reference } from '../_internal/reference.ts';
import { substitute } from '../decompositions/_internal/substitute.ts';

/** A = QR with as many columns of Q as A has. */
function factorsOf(a: Matrix): { readonly q: Matrix; readonly r: Matrix } {
  requireFinite('linalg.projection/R1', 'a', a.data);
  const { reflectors, r } = triangularise(a);
  return { q: productOf(reflectors, a.rows, a.columns), r };
}

export const projection = reference(specification, {
  member({ a }) {
    const { q } = factorsOf(a);
    return times(q, transposed(q));
  },
  // dP = (I - P) dA A^+ and its transpose: Abar = (I - P) (G + G^T) (A^+)^T, (A^+)^T = Q R^-T.
  pullback({ a }, g) {
    const { q, r } = factorsOf(a);
    const beside = outside(q, times(plus(g, transposed(g)), q));
    return { a: transposed(substitute(r, transposed(beside), { lower: false })) };
  },
});
