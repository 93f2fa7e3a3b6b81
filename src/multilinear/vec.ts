import type { Gradient, Implementation } from '../../spec/implementation.ts';
import type { vec as specification } from '../../spec/multilinear/vec.ts';
import { requireFloats } from '../_internal/fail.ts';
import { bindAxes, requireShape } from '../_internal/shapes.ts';
import { doubles, store } from '../_internal/values.ts';
import { type NdArray, transpose, zeros } from '../ndArray.ts';

const id = 'multilinear.vec';

export const vec: Implementation<typeof specification, NdArray> = ({ a }) => {
  const dtype = requireFloats(id, { a });
  const { size } = bindAxes(id, { a: [a, 'm n'] });
  const x = zeros(dtype, [size.m * size.n]);
  store(x, doubles(transpose(a)));
  return x;
};

// A permutation of the entries: the pullback is the inverse permutation.
export const vecGradient: Gradient<typeof specification, NdArray> = ({ a }, cotangent) => {
  const dtype = requireFloats(id, { a, cotangent });
  const { size } = bindAxes(id, { a: [a, 'm n'] });
  requireShape(id, 'cotangent', cotangent, [size.m * size.n]);
  const gradient = zeros(dtype, [size.m, size.n]);
  store(transpose(gradient), doubles(cotangent));
  return { a: gradient };
};
