import {
  depthwiseConv2d as depthwiseSpecification,
  pointwiseConv2d as pointwiseSpecification,
  depthwiseSeparableConv2d as separableSpecification,
} from '../../spec/layers/separableConvolutions.ts';
import type { WideDtype } from '../../spec/tensor.ts';
import { arrayReference } from '../_internal/arrayReference.ts';
import { inShape, type NdArray } from '../ndArray.ts';
import { biasFrom, type Correlation, correlation, imageFrom, kernelFrom, responses } from './_internal/correlation.ts';
import { fastest } from './_internal/path.ts';

/** The gradients of a correlation, that of the kernel in the shape in which it is given. */
const pulledBack = (
  plan: Correlation,
  x: NdArray,
  weight: NdArray,
  bias: NdArray | undefined,
  g: NdArray,
  given: NdArray,
) => ({
  x: imageFrom(plan, fastest, g, weight, undefined, [x.shape[2] ?? 0, x.shape[3] ?? 0]),
  weight: inShape(kernelFrom(plan, fastest, x, g, weight.shape), given.shape),
  bias: bias && biasFrom(g, bias),
});

/** A kernel for every output of its own channel. */
const ofOneChannel = (weight: NdArray): NdArray => {
  const [c = 0, m = 0, kh = 0, kw = 0] = weight.shape;
  return inShape(weight, [c * m, 1, kh, kw]);
};

type Steps = Omit<Parameters<typeof correlation>[3], 'groups'>;
type Sizes = Readonly<Record<'c' | 'kh' | 'kw' | 'oh' | 'ow', number>>;

const depthwisePlan = (dtype: WideDtype, sizes: Sizes, steps: Steps) =>
  correlation(dtype, sizes, [sizes.oh, sizes.ow], { ...steps, groups: sizes.c });

export const depthwiseConv2d = arrayReference(depthwiseSpecification, {
  halves: true,
  whole: ({ x, weight, bias }, steps, { dtype, sizes }) =>
    responses(depthwisePlan(dtype, sizes, steps), fastest, x, ofOneChannel(weight), bias),
  pullback: ({ x, weight, bias }, g, steps, { dtype, sizes }) =>
    pulledBack(depthwisePlan(dtype, sizes, steps), x, ofOneChannel(weight), bias, g, weight),
});

const ofOnePixel = (weight: NdArray): NdArray => inShape(weight, [...weight.shape, 1, 1]);

const still = { stride: [1, 1], padding: [0, 0], dilation: [1, 1], groups: 1 };

const pointwisePlan = (dtype: WideDtype, h: number, w: number) => correlation(dtype, { kh: 1, kw: 1 }, [h, w], still);

export const pointwiseConv2d = arrayReference(pointwiseSpecification, {
  halves: true,
  whole: ({ x, weight, bias }, _, { dtype, sizes: { h, w } }) =>
    responses(pointwisePlan(dtype, h, w), fastest, x, ofOnePixel(weight), bias),
  pullback: ({ x, weight, bias }, g, _, { dtype, sizes: { h, w } }) =>
    pulledBack(pointwisePlan(dtype, h, w), x, ofOnePixel(weight), bias, g, weight),
});

export const depthwiseSeparableConv2d = arrayReference(separableSpecification, {
  halves: true,
  whole: ({ x, depthwise, pointwise, bias }, steps) =>
    pointwiseConv2d({ x: depthwiseConv2d({ x, weight: depthwise }, steps), weight: pointwise, bias }, {}),
  pullback({ x, depthwise, pointwise, bias }, g, steps) {
    const between = depthwiseConv2d({ x, weight: depthwise }, steps);
    const after = pointwiseConv2d.gradient({ x: between, weight: pointwise, bias }, g, {});
    const before = depthwiseConv2d.gradient({ x, weight: depthwise }, after.x as NdArray, steps);
    return { x: before.x, depthwise: before.weight, pointwise: after.weight, bias: after.bias };
  },
});
