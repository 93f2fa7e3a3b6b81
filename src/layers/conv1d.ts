import { conv1d as specification } from '../../spec/layers/conv1d.ts';
import type { WideDtype } from '../../spec/tensor.ts';
import { arrayReference } from '../_internal/arrayReference.ts';
import { arrayFrom, doubles } from '../_internal/values.ts';
import { inShape, type NdArray } from '../ndArray.ts';
import { biasFrom, correlation, imageFrom, kernelFrom, responses } from './_internal/correlation.ts';
import { fastest } from './_internal/path.ts';

interface Steps {
  readonly stride: number;
  readonly padding: readonly number[];
  readonly dilation: number;
  readonly groups: number;
  readonly same: boolean;
  readonly boundary: string;
}

/** A sequence is an image of one row. What goes round is read from a copy with its own ends around it. */
function planOf(
  dtype: WideDtype,
  { w, k, ow }: Readonly<Record<'w' | 'k' | 'ow', number>>,
  { stride, padding, dilation, groups, same, boundary }: Steps,
) {
  const missing = Math.max((ow - 1) * stride + dilation * (k - 1) + 1 - w, 0);
  const before = same ? missing >> 1 : (padding[0] as number);
  const after = same ? missing - before : (padding[1] as number);
  const isRing = boundary === 'circular';
  const steps = { stride: [1, stride], padding: [0, isRing ? 0 : before], dilation: [1, dilation], groups };
  const width = isRing ? before + w + after : w;
  return {
    plan: correlation(dtype, { kh: 1, kw: k }, [1, ow], steps),
    width,
    // The place that an element of the copy comes from.
    source: (at: number) => (isRing ? (((at - before) % w) + w) % w : at),
  };
}

const asImages = (x: NdArray): NdArray => {
  const [n = 0, c = 0, w = 0] = x.shape;
  return inShape(x, [n, c, 1, w]);
};

const asSequences = (x: NdArray): NdArray => {
  const [n = 0, c = 0, , w = 0] = x.shape;
  return inShape(x, [n, c, w]);
};

/** Every row with its elements taken from these places. */
function taken(x: NdArray, width: number, source: (at: number) => number): NdArray {
  const [n = 0, c = 0, w = 0] = x.shape;
  const values = doubles(x);
  const made = new Float64Array(n * c * width);
  for (let row = 0; row < n * c; row++) {
    for (let at = 0; at < width; at++) made[row * width + at] = values[row * w + source(at)] as number;
  }
  return arrayFrom(x.dtype, [n, c, width], made);
}

/** The adjoint: what was taken is added to where it came from. */
function addedBack(g: NdArray, w: number, source: (at: number) => number): NdArray {
  const [n = 0, c = 0, width = 0] = g.shape;
  const values = doubles(g);
  const sums = new Float64Array(n * c * w);
  for (let row = 0; row < n * c; row++) {
    for (let at = 0; at < width; at++) {
      const place = row * w + source(at);
      sums[place] = (sums[place] as number) + (values[row * width + at] as number);
    }
  }
  return arrayFrom(g.dtype, [n, c, w], sums);
}

export const conv1d = arrayReference(specification, {
  halves: true,
  whole({ x, weight, bias }, attributes, { dtype, sizes }) {
    const { plan, width, source } = planOf(dtype, sizes, attributes);
    const read = width === sizes.w ? x : taken(x, width, source);
    return asSequences(responses(plan, fastest, asImages(read), asImages(weight), bias));
  },
  pullback({ x, weight, bias }, g, attributes, { dtype, sizes }) {
    const { plan, width, source } = planOf(dtype, sizes, attributes);
    const isCopied = width !== sizes.w;
    const read = isCopied ? taken(x, width, source) : x;
    const back = asSequences(imageFrom(plan, fastest, asImages(g), asImages(weight), undefined, [1, width]));
    const images = asImages(g);
    return {
      x: isCopied ? addedBack(back, sizes.w, source) : back,
      weight: asSequences(kernelFrom(plan, fastest, asImages(read), images, asImages(weight).shape)),
      bias: bias && biasFrom(images, bias),
    };
  },
});
