import type { Gradient, Implementation } from '../../spec/implementation.ts';
import type { convTranspose2d as specification } from '../../spec/layers/convTranspose2d.ts';
import { requireIntegers } from '../_internal/attributes.ts';
import { fail, requireFloats } from '../_internal/fail.ts';
import { bindAxes, requireShape } from '../_internal/shapes.ts';
import type { NdArray } from '../ndArray.ts';
import { type ConvolutionAttributes, extent, requireGroups, requireSteps, sliding } from './_internal/attributes.ts';
import { biasFrom, type Correlation, imageFrom, kernelFrom, responses } from './_internal/correlation.ts';
import { fastest } from './_internal/path.ts';
import type { Sliding } from './_internal/reading.ts';

const operation = 'layers.convTranspose2d';

interface Inputs {
  readonly x: NdArray;
  readonly weight: NdArray;
  readonly bias?: NdArray | undefined;
}

interface Attributes extends ConvolutionAttributes {
  readonly outputPadding: readonly number[];
}

export const convTranspose2d: Implementation<typeof specification, NdArray> = ({ x, weight, bias }, attributes) => {
  const { plan, output } = check({ x, weight, bias }, attributes);
  return imageFrom(plan, fastest, x, weight, bias, output);
};

// The roles of conv2d with image and responses exchanged: dx = conv2d(G, weight).
export const convTranspose2dGradient: Gradient<typeof specification, NdArray> = (inputs, cotangent, attributes) => {
  const { x, weight, bias } = inputs;
  const { plan, size, output } = check(inputs, attributes);
  requireFloats(operation, { x, cotangent });
  requireShape(operation, 'the cotangent', cotangent, [size.n, plan.groups * size.i, ...output]);
  return {
    x: responses(plan, fastest, cotangent, weight, undefined),
    weight: kernelFrom(plan, fastest, cotangent, x, weight.shape),
    bias: bias && biasFrom(cotangent, bias),
  };
};

function check({ x, weight, bias }: Inputs, attributes: Attributes) {
  const dtype = requireFloats(operation, { x, weight, bias });
  const { size } = bindAxes(operation, { x: [x, 'n c h w'], weight: [weight, 'c i kh kw'], bias: [bias, 'o'] });
  requireSteps(operation, attributes);
  requireIntegers(`${operation}/R3`, 'outputPadding', attributes.outputPadding, 2, 0);
  const outputs = bias === undefined ? attributes.groups * size.i : size.o;
  requireGroups(operation, attributes.groups, ['o', outputs], ['c', size.c], size.i);
  const [rows, columns] = [sliding(attributes, 0), sliding(attributes, 1)];
  const [below = 0, right = 0] = attributes.outputPadding;
  const output: [number, number] = [
    outputSize(size.h, size.kh, rows, below),
    outputSize(size.w, size.kw, columns, right),
  ];
  const plan: Correlation = {
    dtype,
    groups: attributes.groups,
    geometry: { kernel: [size.kh, size.kw], positions: [size.h, size.w], rows, columns },
  };
  return { plan, size, output };
}

/** (size - 1) stride - 2 padding + extent + extra. */
function outputSize(size: number, kernel: number, along: Sliding, extra: number): number {
  const result = (size - 1) * along.stride - 2 * along.padding + extent(kernel, along) + extra;
  if (size < 1 || kernel < 1 || result < 1) {
    fail(`${operation}/R2`, `the output must have at least one row and one column, got ${result} from ${size}`);
  }
  return result;
}
