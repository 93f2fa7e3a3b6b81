import type { Gradient, Implementation } from '../../spec/implementation.ts';
import type { conv2d as specification } from '../../spec/layers/conv2d.ts';
import { fail, requireFloats } from '../_internal/fail.ts';
import { bindAxes, requireShape } from '../_internal/shapes.ts';
import type { NdArray } from '../ndArray.ts';
import { type ConvolutionAttributes, extent, requireGroups, requireSteps, sliding } from './_internal/attributes.ts';
import { biasFrom, type Correlation, imageFrom, kernelFrom, responses } from './_internal/correlation.ts';
import { fastest, type Path } from './_internal/path.ts';
import type { Sliding } from './_internal/reading.ts';

const operation = 'layers.conv2d';

interface Inputs {
  readonly x: NdArray;
  readonly weight: NdArray;
  readonly bias?: NdArray | undefined;
}

/** The convolution by one way to multiply patches. */
export const conv2dBy =
  (path: Path): Implementation<typeof specification, NdArray> =>
  ({ x, weight, bias }, attributes) =>
    responses(check({ x, weight, bias }, attributes).plan, path, x, weight, bias);

export const conv2d = conv2dBy(fastest);

/** The pullback by one way to multiply patches. */
export const conv2dGradientBy =
  (path: Path): Gradient<typeof specification, NdArray> =>
  ({ x, weight, bias }, cotangent, attributes) => {
    const { plan, size } = check({ x, weight, bias }, attributes);
    requireFloats(operation, { x, cotangent });
    requireShape(operation, 'the cotangent', cotangent, [size.n, size.o, ...plan.geometry.positions]);
    return {
      x: imageFrom(plan, path, cotangent, weight, undefined, [size.h, size.w]),
      weight: kernelFrom(plan, path, x, cotangent, weight.shape),
      bias: bias && biasFrom(cotangent, bias),
    };
  };

export const conv2dGradient = conv2dGradientBy(fastest);

function check({ x, weight, bias }: Inputs, attributes: ConvolutionAttributes) {
  const dtype = requireFloats(operation, { x, weight, bias });
  const { size } = bindAxes(operation, { x: [x, 'n c h w'], weight: [weight, 'o i kh kw'], bias: [bias, 'o'] });
  requireSteps(operation, attributes);
  requireGroups(operation, attributes.groups, ['c', size.c], ['o', size.o], size.i);
  const [rows, columns] = [sliding(attributes, 0), sliding(attributes, 1)];
  const plan: Correlation = {
    dtype,
    groups: attributes.groups,
    geometry: {
      kernel: [size.kh, size.kw],
      positions: [positions('kh', size.h, size.kh, rows), positions('kw', size.w, size.kw, columns)],
      rows,
      columns,
    },
  };
  return { plan, size };
}

/** floor((size + 2 padding - extent) / stride) + 1. */
function positions(axis: string, size: number, kernel: number, along: Sliding): number {
  const room = size + 2 * along.padding - extent(kernel, along);
  if (kernel < 1 || room < 0) {
    const received = `${axis} = ${kernel} with dilation ${along.dilation} for ${size} with padding ${along.padding}`;
    fail(`${operation}/R2`, `the dilated kernel must fit into the padded input, got ${received}`);
  }
  return Math.floor(room / along.stride) + 1;
}
