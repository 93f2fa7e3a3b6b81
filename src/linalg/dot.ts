import type { Gradient, Implementation } from '../../spec/implementation.ts';
import type { dot as specification } from '../../spec/linalg/dot.ts';
import { requireFloats } from '../_internal/fail.ts';
import { bindAxes, requireShape } from '../_internal/shapes.ts';
import { doubles, scalarOf, store } from '../_internal/values.ts';
import { type NdArray, zeros } from '../ndArray.ts';

const operation = 'linalg.dot';

export const dot: Implementation<typeof specification, NdArray> = ({ a, b }) => {
  const dtype = requireFloats(operation, { a, b });
  bindAxes(operation, { a: [a, 'n'], b: [b, 'n'] });
  const [left, right] = [doubles(a), doubles(b)];
  const result = zeros(dtype, []);
  store(result, [left.reduce((sum, value, i) => sum + value * (right[i] as number), 0)]);
  return result;
};

export const dotGradient: Gradient<typeof specification, NdArray> = ({ a, b }, cotangent) => {
  const dtype = requireFloats(operation, { a, b, cotangent });
  const { size } = bindAxes(operation, { a: [a, 'n'], b: [b, 'n'] });
  requireShape(operation, 'the cotangent', cotangent, []);
  const g = scalarOf(cotangent);
  const scaled = (vector: NdArray): NdArray => {
    const gradient = zeros(dtype, [size.n]);
    store(
      gradient,
      doubles(vector).map((value) => g * value),
    );
    return gradient;
  };
  return { a: scaled(b), b: scaled(a) };
};
