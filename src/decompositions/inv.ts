import type { inv as specification } from '../../spec/decompositions/inv.ts';
import type { Gradient, Implementation } from '../../spec/implementation.ts';
import { forEachMember } from '../_internal/batch.ts';
import { identity, matrixOf, negated, times, transposed } from '../_internal/dense/matrix.ts';
import { writeRows } from '../_internal/dense/memberRows.ts';
import { requireFloats } from '../_internal/fail.ts';
import { bindAxes, requireShape } from '../_internal/shapes.ts';
import { sumTo } from '../_internal/sumTo.ts';
import { store } from '../_internal/values.ts';
import { type NdArray, zeros } from '../ndArray.ts';
import { eliminateNonsingular } from './_internal/eliminateNonsingular.ts';
import { solveTransposedWith, solveWith } from './_internal/substitute.ts';

const id = 'decompositions.inv';

export const inv: Implementation<typeof specification, NdArray> = ({ a }) => {
  const dtype = requireFloats(id, { a });
  const { size, batch } = bindAxes(id, { a: [a, '... n n'] });
  const x = zeros(dtype, [...batch, size.n, size.n]);
  forEachMember(
    batch,
    [
      [a, 2],
      [x, 2],
    ],
    (a, x) => {
      writeRows(x, solveWith(eliminateNonsingular(id, matrixOf(a)), identity(size.n)).data);
    },
  );
  return x;
};

// A X = I: dA X + A dX = 0, dX = -X dA X, so that <G, dX> = -<X^T G X^T, dA>.
export const invGradient: Gradient<typeof specification, NdArray> = ({ a }, cotangent) => {
  const dtype = requireFloats(id, { a, cotangent });
  const { size, batch } = bindAxes(id, { a: [a, '... n n'] });
  requireShape(id, 'cotangent', cotangent, [...batch, size.n, size.n]);
  const gradient = zeros('float64', [...batch, size.n, size.n]);
  forEachMember(
    batch,
    [
      [a, 2],
      [cotangent, 2],
      [gradient, 2],
    ],
    (a, g, gradient) => {
      const elimination = eliminateNonsingular(id, matrixOf(a));
      const x = solveWith(elimination, identity(size.n));
      const left = solveTransposedWith(elimination, matrixOf(g));
      store(gradient, negated(times(left, transposed(x))).data);
    },
  );
  return { a: sumTo(gradient, a.shape, dtype) };
};
