import { bernoulli as specification } from '../../spec/numerics/bernoulli.ts';
import { arrayReference } from '../_internal/arrayReference.ts';
import { uniforms } from '../_internal/random/stream.ts';
import { zeros } from '../ndArray.ts';

export const bernoulli = arrayReference(specification, {
  whole(_, { p, shape, key }) {
    const result = zeros('int32', shape);
    const draw = uniforms(key, 'bernoulli');
    for (let at = 0; at < result.data.length; at++) result.data[at] = Number(draw(at) < p);
    return result;
  },
});
