import type { Gradient, Implementation } from '../../spec/implementation.ts';
import type { max as specification } from '../../spec/tensor/max.ts';
import { fail } from '../_internal/fail.ts';
import { doubles } from '../_internal/values.ts';
import { forEachOffset, type NdArray, permuteAxes, zeros } from '../ndArray.ts';
import { plan, type Reduced, reduce, spread } from './_internal/reduce.ts';

const operation = 'tensor.max';

export const max: Implementation<typeof specification, NdArray> = ({ x }, attributes) => {
  requireElements(x, attributes);
  return reduce(operation, x, attributes, (run) => run[firstLargest(run)] as number);
};

export const maxGradient: Gradient<typeof specification, NdArray> = ({ x }, cotangent, attributes) => {
  requireElements(x, attributes);
  const { order, count } = plan(operation, x, attributes);
  const values = doubles(permuteAxes(x, order));
  const incoming = doubles(permuteAxes(spread(operation, x, cotangent, attributes), order));
  const gradient = zeros(x.dtype, x.shape);
  const offsets: number[] = [];
  forEachOffset(permuteAxes(gradient, order), (offset) => offsets.push(offset));
  for (let start = 0; start < values.length; start += count) {
    const at = start + firstLargest(values.subarray(start, start + count));
    // Both lists have one entry per element of x.
    gradient.data[offsets[at] as number] = incoming[at] as number;
  }
  return { x: gradient };
};

function requireElements(x: NdArray, attributes: Reduced): void {
  if (plan(operation, x, attributes).count === 0) {
    fail(`${operation}/R2`, `the reduced axes must not be empty, got shape [${x.shape.join(', ')}]`);
  }
}

/** Position of the first largest value; a NaN counts as largest. */
function firstLargest(run: Float64Array): number {
  let at = 0;
  for (let i = 1; i < run.length; i++) {
    const [largest, value] = [run[at] as number, run[i] as number];
    if (value > largest || (Number.isNaN(value) && !Number.isNaN(largest))) at = i;
  }
  return at;
}
