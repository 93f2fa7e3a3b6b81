import {
  pathLaplacian as pathLaplacianSpecification,
  permutationMatrix as permutationSpecification,
} from '../../spec/linalg/constantMatrices.ts';
import { arrayReference } from '../_internal/arrayReference.ts';
import { fail } from '../_internal/fail.ts';
import { arrayFrom, doubles } from '../_internal/values.ts';
import { zeros } from '../ndArray.ts';

export const permutationMatrix = arrayReference(permutationSpecification, {
  whole({ order }, _, { sizes: { n } }) {
    const entries = new Float64Array(n * n);
    doubles(order).forEach((row, i) => {
      if (row < 0 || row >= n) fail('linalg.permutationMatrix/R1', `order must lie from 0 to ${n - 1}, got ${row}`);
      entries[i * n + row] = 1;
    });
    return arrayFrom('int32', [n, n], entries);
  },
});

export const pathLaplacian = arrayReference(pathLaplacianSpecification, {
  whole(_, { n, ends, dtype }) {
    const result = zeros(dtype, [n, n]);
    for (let i = 0; i < n; i++) {
      const neighbours = [i - 1, i + 1].filter((j) => j >= 0 && j < n);
      for (const j of neighbours) result.data[i * n + j] = -1;
      result.data[i * n + i] = ends === 'free' ? neighbours.length : 2;
    }
    return result;
  },
});
