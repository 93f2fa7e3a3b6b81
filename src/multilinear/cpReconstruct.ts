import { cpReconstruct as specification } from '../../spec/multilinear/cpReconstruct.ts';
import { sizeOf } from '../../spec/tensor.ts';
import { arrayReference } from '../_internal/arrayReference.ts';
import { matrix, times, transposed } from '../_internal/dense/matrix.ts';
import { arrayFrom, doubles } from '../_internal/values.ts';

/** The Khatri-Rao product of matrices of r columns each: column k holds the elements of the outer product of all columns k, row-major. */
const khatriRao = (matrices: readonly Float64Array[], r: number): Float64Array =>
  matrices.reduce((product, factor) => {
    const rows = factor.length / (r || 1);
    return new Float64Array(product.length * rows).map((_, at) => {
      const [row, k] = [Math.floor(at / r), at % r];
      return (product[Math.floor(row / rows) * r + k] as number) * (factor[(row % rows) * r + k] as number);
    });
  }, new Float64Array(r).fill(1));

export const cpReconstruct = arrayReference(specification, {
  whole({ weights, factors }, _, { dtype, sizes: { r, n } }) {
    const terms = matrix(sizeOf(n), r, khatriRao(factors.map(doubles), r));
    return arrayFrom(dtype, n, times(terms, matrix(r, 1, doubles(weights))).data);
  },
  // x is linear in every factor and in the weights: each gradient contracts G with all the others.
  pullback({ weights, factors }, cotangent, _, { dtype, sizes: { r, n } }) {
    const [g, scales, matrices] = [doubles(cotangent), doubles(weights), factors.map(doubles)];
    const terms = matrix(sizeOf(n), r, khatriRao(matrices, r));
    return {
      weights: arrayFrom(dtype, [r], times(transposed(terms), matrix(g.length, 1, g)).data),
      factors: factors.map(({ shape }, axis) => {
        const others = khatriRao(matrices.with(axis, new Float64Array(sizeOf(shape)).fill(1)), r);
        const inner = sizeOf(n.slice(axis + 1));
        const sums = new Float64Array(sizeOf(shape));
        others.forEach((product, at) => {
          const [row, k] = [Math.floor(at / r), at % r];
          const place = (Math.floor(row / inner) % (n[axis] as number)) * r + k;
          sums[place] = (sums[place] as number) + (scales[k] as number) * (g[row] as number) * product;
        });
        return arrayFrom(dtype, shape, sums);
      }),
    };
  },
});
