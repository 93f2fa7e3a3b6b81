import type { Gradient, Implementation } from '../../spec/implementation.ts';
import type { sum as specification } from '../../spec/tensor/sum.ts';
import { contiguous, type NdArray } from '../ndArray.ts';
import { reduce, spread } from './_internal/reduce.ts';

export const sum: Implementation<typeof specification, NdArray> = ({ x }, attributes) =>
  reduce('tensor.sum', x, attributes, (run) => run.reduce((total, value) => total + value, 0));

export const sumGradient: Gradient<typeof specification, NdArray> = ({ x }, cotangent, attributes) => ({
  x: contiguous(spread('tensor.sum', x, cotangent, attributes)),
});
