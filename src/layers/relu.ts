import type { Gradient, Implementation } from '../../spec/implementation.ts';
import type { relu as specification } from '../../spec/layers/relu.ts';
import { requireFloats } from '../_internal/fail.ts';
import { requireShape } from '../_internal/shapes.ts';
import { doubles, store } from '../_internal/values.ts';
import { type NdArray, zeros } from '../ndArray.ts';

const operation = 'layers.relu';

export const relu: Implementation<typeof specification, NdArray> = ({ x }) => {
  const y = zeros(requireFloats(operation, { x }), x.shape);
  store(
    y,
    // Not value > 0: NaN must stay NaN.
    doubles(x).map((value) => (value <= 0 ? 0 : value)),
  );
  return y;
};

export const reluGradient: Gradient<typeof specification, NdArray> = ({ x }, cotangent) => {
  const gradient = zeros(requireFloats(operation, { x, cotangent }), x.shape);
  requireShape(operation, 'the cotangent', cotangent, x.shape);
  const values = doubles(x);
  store(
    gradient,
    doubles(cotangent).map((g, at) => ((values[at] as number) > 0 ? g : 0)),
  );
  return { x: gradient };
};
