import type { Gradient, Implementation } from '../../spec/implementation.ts';
import type { mean as specification } from '../../spec/tensor/mean.ts';
import { doubles, store } from '../_internal/values.ts';
import { type NdArray, zeros } from '../ndArray.ts';
import { plan, reduce, spread } from './_internal/reduce.ts';

/** The mean over no elements is NaN. */
export const mean: Implementation<typeof specification, NdArray> = ({ x }, attributes) =>
  reduce('tensor.mean', x, attributes, (run) => run.reduce((total, value) => total + value, 0) / run.length);

export const meanGradient: Gradient<typeof specification, NdArray> = ({ x }, cotangent, attributes) => {
  const { count } = plan('tensor.mean', x, attributes);
  const gradient = zeros(x.dtype, x.shape);
  store(
    gradient,
    doubles(spread('tensor.mean', x, cotangent, attributes)).map((g) => g / count),
  );
  return { x: gradient };
};
