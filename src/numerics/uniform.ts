import { uniform as specification } from '../../spec/numerics/uniform.ts';
import { arrayReference } from '../_internal/arrayReference.ts';
import { uniforms } from '../_internal/random/stream.ts';
import { zeros } from '../ndArray.ts';

export const uniform = arrayReference(specification, {
  whole(_, { shape, key, dtype }) {
    const result = zeros(dtype, shape);
    const draw = uniforms(key, 'uniform');
    // In single precision as many bits are kept as it holds everywhere in [0, 1): rounded, the largest numbers would be 1.
    const scale = dtype === 'float32' ? 2 ** 24 : 2 ** 53;
    for (let at = 0; at < result.data.length; at++) result.data[at] = Math.floor(draw(at) * scale) / scale;
    return result;
  },
});
