import { unitSphere as specification } from '../../spec/numerics/unitSphere.ts';
import { arrayReference } from '../_internal/arrayReference.ts';
import { normals } from '../_internal/random/stream.ts';
import { zeros } from '../ndArray.ts';

export const unitSphere = arrayReference(specification, {
  whole(_, { shape, n, key, dtype }) {
    const result = zeros(dtype, [...shape, n]);
    const z = normals(key, 'unitSphere');
    for (let start = 0; start < result.data.length; start += n) {
      const direction = Float64Array.from({ length: n }, (_, i) => z(start + i));
      const length = Math.sqrt(direction.reduce((sum, one) => sum + one * one, 0));
      result.data.set(
        direction.map((one) => one / length),
        start,
      );
    }
    return result;
  },
});
