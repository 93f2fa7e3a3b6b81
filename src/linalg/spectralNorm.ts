import type { Gradient, Implementation } from '../../spec/implementation.ts';
import type { spectralNorm as specification } from '../../spec/linalg/spectralNorm.ts';
import { forEachMember } from '../_internal/batch.ts';
import { matrixOf } from '../_internal/dense/matrix.ts';
import { requireFinite } from '../_internal/dense/requireFinite.ts';
import { composed, type SingularValues, singularValues } from '../_internal/dense/singularValues.ts';
import { requireFloats } from '../_internal/fail.ts';
import { bindAxes, requireShape } from '../_internal/shapes.ts';
import { sumTo } from '../_internal/sumTo.ts';
import { scalarOf, store } from '../_internal/values.ts';
import { type NdArray, zeros } from '../ndArray.ts';

const id = 'linalg.spectralNorm';

function factor(a: NdArray): SingularValues {
  const given = matrixOf(a);
  requireFinite(`${id}/R1`, 'a', given.data);
  return singularValues(given);
}

export const spectralNorm: Implementation<typeof specification, NdArray> = ({ a }) => {
  const dtype = requireFloats(id, { a });
  const { batch } = bindAxes(id, { a: [a, '... m n'] });
  const norm = zeros(dtype, batch);
  forEachMember(
    batch,
    [
      [a, 2],
      [norm, 0],
    ],
    (a, norm) => store(norm, [factor(a).s[0] ?? 0]),
  );
  return norm;
};

// s_1 = u_1^T A v_1 is stationary in the unit vectors u_1 and v_1, so that ds_1 = u_1^T dA v_1 = <u_1 v_1^T, dA>.
export const spectralNormGradient: Gradient<typeof specification, NdArray> = ({ a }, cotangent) => {
  const dtype = requireFloats(id, { a, cotangent });
  const { size, batch } = bindAxes(id, { a: [a, '... m n'] });
  requireShape(id, 'cotangent', cotangent, batch);
  const gradient = zeros('float64', [...batch, size.m, size.n]);
  forEachMember(
    batch,
    [
      [a, 2],
      [cotangent, 0],
      [gradient, 2],
    ],
    (a, g, gradient) => {
      const { u, s, v } = factor(a);
      const first = s.subarray(0, 1).map(() => scalarOf(g));
      store(gradient, composed(u, first, v).data);
    },
  );
  return { a: sumTo(gradient, a.shape, dtype) };
};
