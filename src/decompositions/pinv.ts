import type { pinv as specification } from '../../spec/decompositions/pinv.ts';
import type { Gradient, Implementation } from '../../spec/implementation.ts';
import type { FloatDtype } from '../../spec/tensor.ts';
import { forEachMember } from '../_internal/batch.ts';
import { identity, type Matrix, matrixOf, minus, plus, times, transposed } from '../_internal/dense/matrix.ts';
import { requireFinite } from '../_internal/dense/requireFinite.ts';
import { composed, singularValues } from '../_internal/dense/singularValues.ts';
import { requireFloats } from '../_internal/fail.ts';
import { bindAxes, requireShape } from '../_internal/shapes.ts';
import { sumTo } from '../_internal/sumTo.ts';
import { store } from '../_internal/values.ts';
import { type NdArray, zeros } from '../ndArray.ts';

const id = 'decompositions.pinv';

const epsilon = { float64: 2 ** -52, float32: 2 ** -23 };

/** V diag(1/s) U^T over the singular values above max(m, n) eps s_1, eps that of the data. */
function pseudoinverse(a: Matrix, dtype: FloatDtype): Matrix {
  requireFinite(`${id}/R1`, 'a', a.data);
  const { u, s, v } = singularValues(a);
  const tolerance = Math.max(a.rows, a.columns) * epsilon[dtype] * (s[0] ?? 0);
  const kept = s.filter((value) => value > tolerance);
  return composed(
    v,
    kept.map((value) => 1 / value),
    u,
  );
}

export const pinv: Implementation<typeof specification, NdArray> = ({ a }) => {
  const dtype = requireFloats(id, { a });
  const { size, batch } = bindAxes(id, { a: [a, '... m n'] });
  const x = zeros(dtype, [...batch, size.n, size.m]);
  forEachMember(
    batch,
    [
      [a, 2],
      [x, 2],
    ],
    (a, x) => store(x, pseudoinverse(matrixOf(a), dtype).data),
  );
  return x;
};

// Golub and Pereyra, constant rank: dX = -X dA X + X X^T dA^T (I - AX) + (I - XA) dA^T X^T X. Moving the factors of dA over to G,
// AX and XA being symmetric: Abar = -X^T G X^T + (I - AX) G^T X X^T + X^T X G^T (I - XA).
function pullback(a: Matrix, x: Matrix, g: Matrix): Matrix {
  const [xt, gt] = [transposed(x), transposed(g)];
  const besideColumns = minus(identity(a.rows), times(a, x));
  const besideRows = minus(identity(a.columns), times(x, a));
  const outer = plus(times(besideColumns, gt, x, xt), times(xt, x, gt, besideRows));
  return minus(outer, times(xt, g, xt));
}

export const pinvGradient: Gradient<typeof specification, NdArray> = ({ a }, cotangent) => {
  const dtype = requireFloats(id, { a, cotangent });
  const { size, batch } = bindAxes(id, { a: [a, '... m n'] });
  requireShape(id, 'cotangent', cotangent, [...batch, size.n, size.m]);
  const gradient = zeros('float64', [...batch, size.m, size.n]);
  forEachMember(
    batch,
    [
      [a, 2],
      [cotangent, 2],
      [gradient, 2],
    ],
    (a, g, gradient) => {
      const given = matrixOf(a);
      store(gradient, pullback(given, pseudoinverse(given, dtype), matrixOf(g)).data);
    },
  );
  return { a: sumTo(gradient, a.shape, dtype) };
};
