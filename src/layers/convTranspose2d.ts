import { convTranspose2d as specification } from '../../spec/layers/convTranspose2d.ts';
import { arrayReference } from '../_internal/arrayReference.ts';
import { biasFrom, correlation, imageFrom, kernelFrom, responses } from './_internal/correlation.ts';
import { fastest } from './_internal/path.ts';

// The roles of conv2d with image and responses exchanged: dx = conv2d(G, weight).
export const convTranspose2d = arrayReference(specification, {
  whole: ({ x, weight, bias }, attributes, { dtype, sizes }) =>
    imageFrom(correlation(dtype, sizes, [sizes.h, sizes.w], attributes), fastest, x, weight, bias, [
      sizes.oh,
      sizes.ow,
    ]),
  pullback({ x, weight, bias }, g, attributes, { dtype, sizes }) {
    const plan = correlation(dtype, sizes, [sizes.h, sizes.w], attributes);
    return {
      x: responses(plan, fastest, g, weight, undefined),
      weight: kernelFrom(plan, fastest, g, x, weight.shape),
      bias: bias && biasFrom(g, bias),
    };
  },
});
