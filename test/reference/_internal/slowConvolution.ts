import { sizeOf } from '../../../spec/tensor.ts';
import { type NdArray, zeros } from '../../../src/ndArray.ts';

export interface Movement {
  readonly stride: readonly number[];
  readonly padding: readonly number[];
  readonly dilation: readonly number[];
  readonly groups: number;
}

/** A convolution of row-major arrays. */
export interface Convolution {
  readonly x: NdArray;
  readonly weight: NdArray;
  readonly movement: Movement;
}

type Visit = (image: number, kernel: number, response: number) => void;

const rounding = ({ dtype }: NdArray): ((value: number) => number) =>
  dtype === 'float32' ? Math.fround : (value) => value;

function shapeOf({ x, weight, movement }: Convolution): number[] {
  const { stride, padding, dilation } = movement;
  const [n = 0, , ...sizes] = x.shape;
  const [o = 0, , ...kernel] = weight.shape;
  const extents = sizes.map((size, axis) => {
    const room = size + 2 * (padding[axis] ?? 0) - (dilation[axis] ?? 1) * ((kernel[axis] ?? 1) - 1) - 1;
    return Math.floor(room / (stride[axis] ?? 1)) + 1;
  });
  return [n, o, ...extents];
}

/** Every product, by the places of its factors and of the sum it belongs to, the entries of the kernel innermost. */
function forEachProduct(convolution: Convolution, shape: readonly number[], visit: Visit): void {
  const { x, weight, movement } = convolution;
  const [, c = 0, h = 0, w = 0] = x.shape;
  const [o = 0, i = 0, kh = 0, kw = 0] = weight.shape;
  const [, , oh = 0, ow = 0] = shape;
  const { stride, padding, dilation, groups } = movement;
  for (let response = 0; response < sizeOf(shape); response++) {
    const [left, top] = [response % ow, Math.floor(response / ow) % oh];
    const [output, image] = [Math.floor(response / (ow * oh)) % o, Math.floor(response / (ow * oh * o))];
    const group = Math.floor((output * groups) / o);
    for (let entry = 0; entry < i * kh * kw; entry++) {
      const [kx, ky, channel] = [entry % kw, Math.floor(entry / kw) % kh, Math.floor(entry / (kw * kh))];
      const row = top * (stride[0] ?? 1) + ky * (dilation[0] ?? 1) - (padding[0] ?? 0);
      const column = left * (stride[1] ?? 1) + kx * (dilation[1] ?? 1) - (padding[1] ?? 0);
      if (row < 0 || row >= h || column < 0 || column >= w) continue;
      visit(((image * c + group * i + channel) * h + row) * w + column, output * i * kh * kw + entry, response);
    }
  }
}

const value = ({ data }: NdArray, at: number): number => data[at] as number;

function accumulate(into: NdArray, at: number, product: number): void {
  const round = rounding(into);
  into.data[at] = value(into, at) + round(product);
}

/** y by its definition, each product and sum rounded; the bias added last. */
export function responses(convolution: Convolution, bias?: NdArray): NdArray {
  const { x, weight } = convolution;
  const y = zeros(x.dtype, shapeOf(convolution));
  forEachProduct(convolution, y.shape, (image, kernel, response) => {
    accumulate(y, response, value(x, image) * value(weight, kernel));
  });
  const [, o = 1, oh = 1, ow = 1] = y.shape;
  if (bias)
    y.data.forEach((sum, at) => {
      y.data[at] = sum + value(bias, Math.floor(at / (oh * ow)) % o);
    });
  return y;
}

/** The cotangent of x: each response's times the entry of the kernel, where it was read. */
export function imageGradient(convolution: Convolution, cotangent: NdArray): NdArray {
  const { x, weight } = convolution;
  const result = zeros(x.dtype, x.shape);
  forEachProduct(convolution, cotangent.shape, (image, kernel, response) => {
    accumulate(result, image, value(cotangent, response) * value(weight, kernel));
  });
  return result;
}

/** The cotangent of the kernel. */
export function kernelGradient(convolution: Convolution, cotangent: NdArray): NdArray {
  const { x, weight } = convolution;
  const result = zeros(weight.dtype, weight.shape);
  forEachProduct(convolution, cotangent.shape, (image, kernel, response) => {
    accumulate(result, kernel, value(cotangent, response) * value(x, image));
  });
  return result;
}
