import { floatsOf } from '../../_internal/product.ts';
import { type MatrixView, rowMajor } from '../../linalg/gemm/matrixView.ts';
import type { NdArray } from '../../ndArray.ts';
import { copyRun } from './copyRun.ts';
import { makeWorkspace } from './workspace.ts';

// Images [n, c, h, w] as one matrix, a row for every channel, the images side by side in it. One image is such a matrix; several
// are it in a workspace. All images here are row-major without gaps.

/** Every `step`-th element of an axis from `first` on. */
export interface Part {
  readonly first: number;
  readonly step: number;
  readonly positions: number;
}

const workspace = makeWorkspace();

/** Where a matrix for `count` images from the `first` on is to be computed; `spread` brings it home. */
export function rowsFor(images: NdArray, first: number, count: number, down: Part, across: Part): MatrixView {
  const [, channels = 0] = images.shape;
  if (count === 1 && down.step === 1 && across.step === 1) return rowsOf(images, first);
  const columns = count * down.positions * across.positions;
  const data = workspace(images.dtype === 'float32' ? 'float32' : 'float64', channels * columns);
  return rowMajor(data, 0, channels, columns);
}

/** Writes a matrix that `rowsFor` has given into these rows and columns of its images. */
export function spread(
  { data, columns }: MatrixView,
  images: NdArray,
  first: number,
  count: number,
  down: Part,
  across: Part,
): void {
  const to = floatsOf(images);
  if (data === to) return;
  const [, channels = 0, height = 0, width = 0] = images.shape;
  // Rows that are written whole and one after the other are one run.
  const [lines, length] = isWhole(down, across) ? [1, height * width] : [down.positions, across.positions];
  for (let c = 0; c < channels; c++) {
    let from = c * columns;
    for (let n = first; n < first + count; n++) {
      const start = (n * channels + c) * height * width + down.first * width + across.first;
      for (let line = 0; line < lines; line++) {
        copyRun(to, start + line * down.step * width, across.step, data, from, 1, length);
        from += length;
      }
    }
  }
}

/** The matrix of `count` images from the `first` on. */
export function collect(images: NdArray, first: number, count: number): MatrixView {
  if (count === 1) return rowsOf(images, first);
  const [, channels = 0, height = 0, width = 0] = images.shape;
  const from = floatsOf(images);
  const area = height * width;
  const columns = count * area;
  const data = workspace(images.dtype === 'float32' ? 'float32' : 'float64', channels * columns);
  for (let c = 0; c < channels; c++) {
    for (let n = 0; n < count; n++) {
      copyRun(data, c * columns + n * area, 1, from, ((first + n) * channels + c) * area, 1, area);
    }
  }
  return rowMajor(data, 0, channels, columns);
}

function rowsOf(images: NdArray, image: number): MatrixView {
  const [, channels = 0, height = 0, width = 0] = images.shape;
  return rowMajor(floatsOf(images), image * channels * height * width, channels, height * width);
}

const isWhole = (down: Part, across: Part): boolean => down.step === 1 && across.step === 1;
