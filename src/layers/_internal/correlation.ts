import { type FloatDtype, sizeOf } from '../../../spec/tensor.ts';
import { forEachMember } from '../../_internal/batch.ts';
import { multiplyInto } from '../../_internal/product.ts';
import { doubles, store } from '../../_internal/values.ts';
import { contiguous, type NdArray, permuteAxes, slice, stretch, transpose, zeros } from '../../ndArray.ts';
import { type Geometry, gatherPatches, scatterPatches } from './patches.ts';

/**
 * The three contractions of an image [n, groups i, h, w], a kernel [p, i, kh, kw] and responses [n, p, oh, ow]: each of the
 * three from the other two. Convolution, its transpose and both of their gradients are made of them.
 */
export interface Correlation {
  readonly dtype: FloatDtype;
  readonly geometry: Geometry;
  readonly groups: number;
}

/** Responses of the kernel at every position of the image, plus a bias: patches times kernel. */
export function responses(plan: Correlation, image: NdArray, kernel: NdArray, bias: NdArray | undefined): NdArray {
  const shape = [image.shape[0] ?? 0, kernel.shape[0] ?? 0, ...plan.geometry.positions];
  const result = bias === undefined ? zeros(plan.dtype, shape) : contiguous(stretch(perChannel(bias), shape), true);
  const rows = asMatrix(contiguous(kernel));
  forEachMember(
    shape.slice(0, 1),
    [
      [image, 3],
      [result, 3],
    ],
    (pixels, responded) => {
      for (let group = 0; group < plan.groups; group++) {
        const patches = gatherPatches(plan.dtype, part(pixels, group, plan.groups), plan.geometry);
        const block = asMatrix(part(responded, group, plan.groups));
        multiplyInto(block, part(rows, group, plan.groups), patches, 1);
      }
    },
  );
  return result;
}

/** The adjoint of `responses` in the image, plus a bias: an image of this height and width. */
export function imageFrom(
  plan: Correlation,
  responded: NdArray,
  kernel: NdArray,
  bias: NdArray | undefined,
  size: readonly [number, number],
): NdArray {
  const channels = kernel.shape[1] ?? 0;
  const shape = [responded.shape[0] ?? 0, plan.groups * channels, ...size];
  const result = zeros(plan.dtype, shape);
  const rows = asMatrix(contiguous(kernel));
  const offsets = doubles(stretch(perChannel(bias ?? zeros(plan.dtype, [1])), [plan.groups * channels, ...size]));
  const pixels = channels * size[0] * size[1];
  forEachMember(
    shape.slice(0, 1),
    [
      [contiguous(responded), 3],
      [result, 3],
    ],
    (response, image) => {
      for (let group = 0; group < plan.groups; group++) {
        const incoming = asMatrix(part(response, group, plan.groups));
        const patches = zeros(plan.dtype, [rows.shape[1] ?? 0, incoming.shape[1] ?? 0]);
        multiplyInto(patches, transpose(part(rows, group, plan.groups)), incoming);
        const sums = scatterPatches(patches, [channels, ...size], plan.geometry);
        store(
          part(image, group, plan.groups),
          sums.data.map((value, at) => value + (offsets[group * pixels + at] as number)),
        );
      }
    },
  );
  return result;
}

/** The adjoint of `responses` in the kernel: responses times patches, summed over the images. */
export function kernelFrom(plan: Correlation, image: NdArray, responded: NdArray, shape: readonly number[]): NdArray {
  const result = zeros(plan.dtype, shape);
  const rows = asMatrix(result);
  forEachMember(
    image.shape.slice(0, 1),
    [
      [image, 3],
      [contiguous(responded), 3],
    ],
    (pixels, response) => {
      for (let group = 0; group < plan.groups; group++) {
        const patches = gatherPatches(plan.dtype, part(pixels, group, plan.groups), plan.geometry);
        const incoming = asMatrix(part(response, group, plan.groups));
        multiplyInto(part(rows, group, plan.groups), incoming, transpose(patches), 1);
      }
    },
  );
  return result;
}

/** The sum over everything but the channels: the gradient of a bias. */
export function biasFrom(responded: NdArray, bias: NdArray): NdArray {
  const channelFirst = doubles(permuteAxes(responded, [1, 0, 2, 3]));
  const result = zeros(bias.dtype, bias.shape);
  const count = channelFirst.length / Math.max(result.data.length, 1);
  store(
    result,
    Float64Array.from({ length: result.data.length }, (_, o) =>
      channelFirst.subarray(o * count, (o + 1) * count).reduce((sum, value) => sum + value, 0),
    ),
  );
  return result;
}

const perChannel = (bias: NdArray): NdArray => ({
  ...bias,
  shape: [...bias.shape, 1, 1],
  strides: [...bias.strides, 0, 0],
});

/** One of `groups` equal parts of the first axis. */
function part(array: NdArray, group: number, groups: number): NdArray {
  const size = (array.shape[0] ?? 0) / groups;
  return slice(array, 0, group * size, size);
}

/** All axes but the first as one; they lie in row-major order without gaps. */
const asMatrix = (array: NdArray): NdArray => ({
  ...array,
  shape: [array.shape[0] ?? 0, sizeOf(array.shape.slice(1))],
  strides: [array.strides[0] ?? 0, 1],
});
