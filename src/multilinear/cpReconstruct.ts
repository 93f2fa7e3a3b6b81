import { cpReconstruct as specification } from '../../spec/multilinear/cpReconstruct.ts';
import { sizeOf } from '../../spec/tensor.ts';
import { arrayReference } from '../_internal/arrayReference.ts';
import { arrayFrom, doubles } from '../_internal/values.ts';

/** Column k of an n by r matrix. */
const columnOf = (values: Float64Array, r: number, k: number): Float64Array =>
  Float64Array.from({ length: values.length / r }, (_, i) => values[i * r + k] as number);

/** The elements of the outer product of vectors, times a number, in row-major order. */
const outer = (vectors: readonly Float64Array[], scale: number): number[] =>
  vectors.reduce((values, vector) => values.flatMap((value) => Array.from(vector, (x) => value * x)), [scale]);

/** A tensor with all axes but one contracted with a vector each. */
function contracted(
  g: Float64Array,
  shape: readonly number[],
  vectors: readonly Float64Array[],
  kept: number,
): Float64Array {
  const result = new Float64Array(shape[kept] ?? 1);
  const weights = outer(
    vectors.map((vector, axis) => (axis === kept ? vector.map(() => 1) : vector)),
    1,
  );
  const inner = sizeOf(shape.slice(kept + 1));
  g.forEach((value, at) => {
    const place = kept < 0 ? 0 : Math.floor(at / inner) % result.length;
    result[place] = (result[place] as number) + value * (weights[at] as number);
  });
  return result;
}

export const cpReconstruct = arrayReference(specification, {
  whole({ weights, factors }, _, { dtype, sizes: { r, n } }) {
    const [scales, matrices] = [doubles(weights), factors.map(doubles)];
    const sums = new Float64Array(sizeOf(n));
    scales.forEach((scale, k) => {
      outer(
        matrices.map((matrix) => columnOf(matrix, r, k)),
        scale,
      ).forEach((value, at) => {
        sums[at] = (sums[at] as number) + value;
      });
    });
    return arrayFrom(dtype, n, sums);
  },
  // x is linear in every factor and in the weights: each gradient contracts G with all the others.
  pullback({ weights, factors }, cotangent, _, { dtype, sizes: { r, n } }) {
    const [g, scales, matrices] = [doubles(cotangent), doubles(weights), factors.map(doubles)];
    const columns = Array.from(scales, (_, k) => matrices.map((matrix) => columnOf(matrix, r, k)));
    return {
      weights: arrayFrom(
        dtype,
        [r],
        columns.map((vectors) => contracted(g, n, vectors, -1)[0] as number),
      ),
      factors: factors.map(({ shape }, axis) => {
        const parts = columns.map((vectors) => contracted(g, n, vectors, axis));
        const values = new Float64Array(sizeOf(shape)).map((_, at) => {
          const k = at % r;
          return (scales[k] as number) * (parts[k]?.[Math.floor(at / r)] as number);
        });
        return arrayFrom(dtype, shape, values);
      }),
    };
  },
});
