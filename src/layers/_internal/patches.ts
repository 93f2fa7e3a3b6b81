import type { FloatDtype } from '../../../spec/tensor.ts';
import { type NdArray, zeros } from '../../ndArray.ts';

/** How a kernel moves along one axis. */
export interface Sliding {
  readonly stride: number;
  readonly padding: number;
  readonly dilation: number;
}

/** A kernel moving over an image: its size, its positions, its steps. */
export interface Geometry {
  /** Rows and columns of the kernel. */
  readonly kernel: readonly [number, number];
  /** Rows and columns of positions. */
  readonly positions: readonly [number, number];
  readonly rows: Sliding;
  readonly columns: Sliding;
}

/**
 * Calls `visit(row of the patch matrix, column, offset)` for every entry of the patch matrix that lies inside the image.
 *
 * The image has shape [channels, height, width]. Row (c, ky, kx) and column (top, left) of the patch matrix hold pixel
 * [c, top stride + ky dilation - padding, left stride + kx dilation - padding].
 */
function forEachPixel(
  image: NdArray,
  geometry: Geometry,
  visit: (row: number, column: number, offset: number) => void,
): void {
  const [channels = 0, height = 0, width = 0] = image.shape;
  const [channelStride = 0, rowStride = 0, columnStride = 0] = image.strides;
  const [kernelRows, kernelColumns] = geometry.kernel;
  const [tops, lefts] = geometry.positions;
  const { rows, columns } = geometry;
  for (let c = 0, row = 0; c < channels; c++) {
    for (let ky = 0; ky < kernelRows; ky++) {
      for (let kx = 0; kx < kernelColumns; kx++, row++) {
        for (let top = 0; top < tops; top++) {
          const y = top * rows.stride + ky * rows.dilation - rows.padding;
          if (y < 0 || y >= height) continue;
          for (let left = 0; left < lefts; left++) {
            const x = left * columns.stride + kx * columns.dilation - columns.padding;
            if (x < 0 || x >= width) continue;
            visit(row, top * lefts + left, image.offset + c * channelStride + y * rowStride + x * columnStride);
          }
        }
      }
    }
  }
}

/** The patch matrix of an image (im2col), [channels kh kw, oh ow]; the padding gives zeros. */
export function gatherPatches(dtype: FloatDtype, image: NdArray, geometry: Geometry): NdArray {
  const { kernel, positions } = geometry;
  const columns = positions[0] * positions[1];
  const patches = zeros(dtype, [(image.shape[0] ?? 0) * kernel[0] * kernel[1], columns]);
  forEachPixel(image, geometry, (row, column, offset) => {
    patches.data[row * columns + column] = image.data[offset] as number;
  });
  return patches;
}

/** The adjoint of gathering (col2im): an image of this shape, in double precision, to whose pixels the entries are added. */
export function scatterPatches(patches: NdArray, shape: readonly number[], geometry: Geometry): NdArray {
  const image = zeros('float64', shape);
  const [rowStride = 0, columnStride = 0] = patches.strides;
  forEachPixel(image, geometry, (row, column, offset) => {
    const entry = patches.data[patches.offset + row * rowStride + column * columnStride] as number;
    image.data[offset] = (image.data[offset] as number) + entry;
  });
  return image;
}
