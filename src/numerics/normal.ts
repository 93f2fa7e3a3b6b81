import { normal as specification } from '../../spec/numerics/normal.ts';
import { arrayReference } from '../_internal/arrayReference.ts';
import { normals } from '../_internal/random/stream.ts';
import { zeros } from '../ndArray.ts';

export const normal = arrayReference(specification, {
  whole(_, { shape, key, dtype }) {
    const result = zeros(dtype, shape);
    const z = normals(key, 'normal');
    for (let at = 0; at < result.data.length; at++) result.data[at] = z(at);
    return result;
  },
});
