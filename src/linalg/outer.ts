import type { Gradient, Implementation } from '../../spec/implementation.ts';
import type { outer as specification } from '../../spec/linalg/outer.ts';
import { requireFloats } from '../_internal/fail.ts';
import { bindAxes, requireShape } from '../_internal/shapes.ts';
import { doubles, store } from '../_internal/values.ts';
import { type NdArray, transpose, zeros } from '../ndArray.ts';

const operation = 'linalg.outer';

export const outer: Implementation<typeof specification, NdArray> = ({ a, b }) => {
  const dtype = requireFloats(operation, { a, b });
  const { size } = bindAxes(operation, { a: [a, 'm'], b: [b, 'n'] });
  const [left, right] = [doubles(a), doubles(b)];
  const result = zeros(dtype, [size.m, size.n]);
  store(
    result,
    result.data.map((_, at) => (left[Math.floor(at / size.n)] as number) * (right[at % size.n] as number)),
  );
  return result;
};

export const outerGradient: Gradient<typeof specification, NdArray> = ({ a, b }, cotangent) => {
  const dtype = requireFloats(operation, { a, b, cotangent });
  const { size } = bindAxes(operation, { a: [a, 'm'], b: [b, 'n'] });
  requireShape(operation, 'the cotangent', cotangent, [size.m, size.n]);
  const applied = (matrix: NdArray, vector: NdArray): NdArray => {
    const [entries, factors] = [doubles(matrix), doubles(vector)];
    const gradient = zeros(dtype, [matrix.shape[0] ?? 0]);
    store(
      gradient,
      Float64Array.from({ length: gradient.data.length }, (_, i) =>
        factors.reduce((sum, factor, j) => sum + (entries[i * factors.length + j] as number) * factor, 0),
      ),
    );
    return gradient;
  };
  return { a: applied(cotangent, b), b: applied(transpose(cotangent), a) };
};
