import { conv2d as specification } from '../../spec/layers/conv2d.ts';
import { arrayReference } from '../_internal/arrayReference.ts';
import { biasFrom, correlation, imageFrom, kernelFrom, responses } from './_internal/correlation.ts';
import { fastest, type Path } from './_internal/path.ts';

/** The convolution by one way to multiply patches. */
export const conv2dBy = (path: Path) =>
  arrayReference(specification, {
    whole: ({ x, weight, bias }, attributes, { dtype, sizes }) =>
      responses(correlation(dtype, sizes, [sizes.oh, sizes.ow], attributes), path, x, weight, bias),
    pullback({ x, weight, bias }, g, attributes, { dtype, sizes }) {
      const plan = correlation(dtype, sizes, [sizes.oh, sizes.ow], attributes);
      return {
        x: imageFrom(plan, path, g, weight, undefined, [sizes.h, sizes.w]),
        weight: kernelFrom(plan, path, x, g, weight.shape),
        bias: bias && biasFrom(g, bias),
      };
    },
  });

export const conv2d = conv2dBy(fastest);
