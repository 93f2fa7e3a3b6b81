import { pinv as specification } from '../../spec/decompositions/pinv.ts';
import type { WideDtype } from '../../spec/tensor.ts';
import { identity, type Matrix, minus, plus, times, transposed } from '../_internal/dense/matrix.ts';
import { composed, finiteSingularValues } from '../_internal/dense/singularValues.ts';
import { reference } from '../_internal/reference.ts';
import { rankTolerance } from './_internal/rankTolerance.ts';

/** V diag(1/s) U^T over the singular values above max(m, n) eps s_1, eps that of the data. */
function pseudoinverse(a: Matrix, dtype: WideDtype): Matrix {
  const { u, s, v } = finiteSingularValues('decompositions.pinv/R1', a);
  const tolerance = rankTolerance(a.rows, a.columns, s, dtype);
  const kept = s.filter((value) => value > tolerance);
  return composed(
    v,
    kept.map((value) => 1 / value),
    u,
  );
}

export const pinv = reference(specification, {
  member: ({ a }, _, { dtype }) => pseudoinverse(a, dtype),
  // Golub and Pereyra, constant rank: dX = -X dA X + X X^T dA^T (I - AX) + (I - XA) dA^T X^T X. Moving the factors of dA over to G,
  // AX and XA being symmetric: Abar = -X^T G X^T + (I - AX) G^T X X^T + X^T X G^T (I - XA).
  pullback({ a }, g, _, { dtype }) {
    const x = pseudoinverse(a, dtype);
    const [xt, gt] = [transposed(x), transposed(g)];
    const besideColumns = minus(identity(a.rows), times(a, x));
    const besideRows = minus(identity(a.columns), times(x, a));
    const outer = plus(times(besideColumns, gt, x, xt), times(xt, x, gt, besideRows));
    return { a: minus(outer, times(xt, g, xt)) };
  },
});
