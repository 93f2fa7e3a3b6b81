import type { solve as specification } from '../../spec/decompositions/solve.ts';
import type { Gradient, Implementation } from '../../spec/implementation.ts';
import { forEachMember } from '../_internal/batch.ts';
import { matrixOf, negated, times, transposed } from '../_internal/dense/matrix.ts';
import { writeRows } from '../_internal/dense/memberRows.ts';
import { requireFloats } from '../_internal/fail.ts';
import { bindAxes, requireShape } from '../_internal/shapes.ts';
import { sumTo } from '../_internal/sumTo.ts';
import { store } from '../_internal/values.ts';
import { type NdArray, zeros } from '../ndArray.ts';
import { eliminateNonsingular } from './_internal/eliminateNonsingular.ts';
import { solveTransposedWith, solveWith } from './_internal/substitute.ts';

const id = 'decompositions.solve';

export const solve: Implementation<typeof specification, NdArray> = ({ a, b }) => {
  const dtype = requireFloats(id, { a, b });
  const { size, batch } = bindAxes(id, { a: [a, '... n n'], b: [b, '... n k'] });
  const x = zeros(dtype, [...batch, size.n, size.k]);
  forEachMember(
    batch,
    [
      [a, 2],
      [b, 2],
      [x, 2],
    ],
    (a, b, x) => {
      writeRows(x, solveWith(eliminateNonsingular(id, matrixOf(a)), matrixOf(b)).data);
    },
  );
  return x;
};

// A X = B: A dX = dB - dA X, so that with Bbar = A^-T G, <G, dX> = <Bbar, dB> - <Bbar X^T, dA>.
export const solveGradient: Gradient<typeof specification, NdArray> = ({ a, b }, cotangent) => {
  const dtype = requireFloats(id, { a, b, cotangent });
  const { size, batch } = bindAxes(id, { a: [a, '... n n'], b: [b, '... n k'] });
  requireShape(id, 'cotangent', cotangent, [...batch, size.n, size.k]);
  const aBar = zeros('float64', [...batch, size.n, size.n]);
  const bBar = zeros('float64', [...batch, size.n, size.k]);
  forEachMember(
    batch,
    [
      [a, 2],
      [b, 2],
      [cotangent, 2],
      [aBar, 2],
      [bBar, 2],
    ],
    (a, b, g, aBar, bBar) => {
      const elimination = eliminateNonsingular(id, matrixOf(a));
      const x = solveWith(elimination, matrixOf(b));
      const adjoint = solveTransposedWith(elimination, matrixOf(g));
      store(bBar, adjoint.data);
      store(aBar, negated(times(adjoint, transposed(x))).data);
    },
  );
  return { a: sumTo(aBar, a.shape, dtype), b: sumTo(bBar, b.shape, dtype) };
};
