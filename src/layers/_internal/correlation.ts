import { sizeOf, type WideDtype } from '../../../spec/tensor.ts';
import { floatsOf } from '../../_internal/product.ts';
import { type IndexedView, transposedIndexed } from '../../linalg/gemm/indexedView.ts';
import { blockOf, type MatrixView, rowMajor } from '../../linalg/gemm/matrixView.ts';
import { contiguous, type NdArray, zeros } from '../../ndArray.ts';
import { collect, type Part, rowsFor, spread } from './channelRows.ts';
import { frame } from './frame.ts';
import type { Path } from './path.ts';
import { type Geometry, phases, type Reading, reading, type Sliding } from './reading.ts';
import { patchTables, type Tables } from './tables.ts';
import { turnedKernel } from './turnedKernel.ts';

/**
 * The three contractions of an image [n, groups i, h, w], a kernel [p, i, kh, kw] and responses [n, p, oh, ow]: each of the
 * three from the other two. Convolution, its transpose and both of their gradients are made of them.
 */
export interface Correlation {
  readonly dtype: WideDtype;
  readonly geometry: Geometry;
  readonly groups: number;
}

/** What conv2d and convTranspose2d have in common, by the record of either. */
interface Steps {
  readonly stride: readonly number[];
  readonly padding: readonly number[];
  readonly dilation: readonly number[];
  readonly groups: number;
}

/** The contractions of a call, whose kernel has these positions. */
export function correlation(
  dtype: WideDtype,
  { kh, kw }: { readonly kh: number; readonly kw: number },
  positions: readonly [number, number],
  { stride, padding, dilation, groups }: Steps,
): Correlation {
  const along = (axis: 0 | 1): Sliding => ({
    stride: stride[axis] ?? 1,
    padding: padding[axis] ?? 0,
    dilation: dilation[axis] ?? 1,
  });
  return { dtype, groups, geometry: { kernel: [kh, kw], positions, rows: along(0), columns: along(1) } };
}

/** Responses of the kernel at every position of the image, plus a bias: kernel times patches, summed over (i, ky, kx). */
export function responses(
  { dtype, geometry, groups }: Correlation,
  multiply: Path,
  image: NdArray,
  kernel: NdArray,
  bias: NdArray | undefined,
): NdArray {
  const [images = 0] = image.shape;
  const [outputs = 0, channels = 0] = kernel.shape;
  const result = zeros(dtype, [images, outputs, ...geometry.positions]);
  const weights = asMatrix(contiguous(kernel));
  const [down, across] = readings(geometry);
  const read = frame(image, [down], [across]);
  const together = imagesTogether(images, down.positions * across.positions);
  const tables = patchTables(read, channels, together, down, across);
  const [rows, columns] = [whole(down), whole(across)];
  forEachChunk(images, together, (first, count) => {
    const { data, offset } = read.take(first, count);
    const sums = rowsFor(result, first, count, rows, columns);
    fillRows(sums, bias);
    const patches = { ...patchesOf(tables, sums.columns), data, offset };
    inGroups(groups, multiply, weights, patches, channels * read.channel, sums, bias !== undefined);
    spread(sums, result, first, count, rows, columns);
  });
  return result;
}

/**
 * The adjoint of `responses` in the image, plus a bias: an image of this height and width. Each of its phases is a product of
 * the turned kernel and patches of the responses, summed over (p, ky, kx).
 */
export function imageFrom(
  { dtype, geometry, groups }: Correlation,
  multiply: Path,
  responded: NdArray,
  kernel: NdArray,
  bias: NdArray | undefined,
  [height, width]: readonly [number, number],
): NdArray {
  const [images = 0] = responded.shape;
  const [outputs = 0, channels = 0] = kernel.shape;
  const { rows, columns } = geometry;
  const result = zeros(dtype, [images, groups * channels, height, width]);
  const downs = phases(geometry.kernel[0], height, rows);
  const acrosses = phases(geometry.kernel[1], width, columns);
  const read = frame(responded, downs.map(readingOf), acrosses.map(readingOf));
  const together = imagesTogether(images, Math.ceil(height / rows.stride) * Math.ceil(width / columns.stride));
  const weights = turnedKernel(contiguous(kernel), groups, downs, acrosses);
  const products = downs.flatMap((down, row) =>
    acrosses.map((across, column) => ({
      down: { first: down.first, step: rows.stride, positions: down.reading.positions },
      across: { first: across.first, step: columns.stride, positions: across.reading.positions },
      weights: weights[row * acrosses.length + column] as MatrixView,
      tables: patchTables(read, outputs / groups, together, down.reading, across.reading),
    })),
  );
  forEachChunk(images, together, (first, count) => {
    const { data, offset } = read.take(first, count);
    for (const { down, across, weights, tables } of products) {
      // A phase that no entry of the kernel meets is zero, as the result is at first.
      if (weights.columns === 0 && bias === undefined) continue;
      const sums = rowsFor(result, first, count, down, across);
      fillRows(sums, bias);
      const patches = { ...patchesOf(tables, sums.columns), data, offset };
      inGroups(groups, multiply, weights, patches, (outputs / groups) * read.channel, sums, bias !== undefined);
      spread(sums, result, first, count, down, across);
    }
  });
  return result;
}

/** The adjoint of `responses` in the kernel: responses times transposed patches, summed over (n, top, left). */
export function kernelFrom(
  { dtype, geometry, groups }: Correlation,
  multiply: Path,
  image: NdArray,
  responded: NdArray,
  shape: readonly number[],
): NdArray {
  const [images = 0] = image.shape;
  const [, channels = 0] = shape;
  const result = zeros(dtype, shape);
  const weights = asMatrix(result);
  const given = contiguous(responded);
  const [down, across] = readings(geometry);
  const read = frame(image, [down], [across]);
  const together = imagesTogether(images, down.positions * across.positions);
  const tables = patchTables(read, channels, together, down, across);
  forEachChunk(images, together, (first, count) => {
    const { data, offset } = read.take(first, count);
    const factors = collect(given, first, count);
    const patches = transposedIndexed({ ...patchesOf(tables, factors.columns), data, offset });
    inGroups(groups, multiply, factors, patches, channels * read.channel, weights, first > 0);
  });
  return result;
}

/** The sum over everything but the channels: the gradient of a bias. */
export function biasFrom(responded: NdArray, bias: NdArray): NdArray {
  const [images = 0, channels = 0, height = 0, width = 0] = responded.shape;
  const { data } = contiguous(responded);
  const result = zeros(bias.dtype, bias.shape);
  const area = height * width;
  for (let channel = 0; channel < channels; channel++) {
    let sum = 0;
    for (let n = 0; n < images; n++) {
      const start = (n * channels + channel) * area;
      for (let at = start; at < start + area; at++) sum += data[at] as number;
    }
    result.data[channel] = sum;
  }
  return result;
}

/**
 * One product for every group: its rows of A times its patches are its rows of C. From one group's patches to the next are
 * `step` elements.
 */
function inGroups(
  groups: number,
  multiply: Path,
  a: MatrixView,
  patches: IndexedView,
  step: number,
  c: MatrixView,
  accumulate: boolean,
): void {
  for (let group = 0; group < groups; group++) {
    const offset = patches.offset + group * step;
    multiply(part(a, group, groups), { ...patches, offset }, part(c, group, groups), accumulate);
  }
}

/** The first of the tables' positions: the last images that share a product may be fewer. */
const patchesOf = ({ rowOffsets, columnOffsets }: Tables, positions: number): Tables => ({
  rowOffsets,
  columnOffsets: columnOffsets.subarray(0, positions),
});

/** Positions that a product has at least, if there are images enough: as many columns as a block of gemm. */
const POSITIONS = 1024;

/** Images that share a product, so that small ones make wide ones; as equal in number as may be. */
function imagesTogether(images: number, area: number): number {
  const most = Math.max(1, Math.floor(POSITIONS / area));
  return Math.ceil(images / Math.max(1, Math.ceil(images / most)));
}

function forEachChunk(images: number, together: number, visit: (first: number, count: number) => void): void {
  for (let first = 0; first < images; first += together) visit(first, Math.min(together, images - first));
}

const readings = ({ kernel, positions, rows, columns }: Geometry): [Reading, Reading] => [
  reading(kernel[0], positions[0], rows),
  reading(kernel[1], positions[1], columns),
];

const readingOf = (phase: { readonly reading: Reading }): Reading => phase.reading;

const whole = ({ positions }: Reading): Part => ({ first: 0, step: 1, positions });

/** Starts the sums of every channel from its bias, if there is one. */
function fillRows({ data, offset, rows, rowStride, columns }: MatrixView, bias: NdArray | undefined): void {
  if (bias === undefined) return;
  for (let row = 0; row < rows; row++) {
    const start = offset + row * rowStride;
    data.fill(bias.data[bias.offset + row * (bias.strides[0] ?? 0)] as number, start, start + columns);
  }
}

/** One of `groups` equal parts of the rows. */
const part = (matrix: MatrixView, group: number, groups: number): MatrixView =>
  blockOf(matrix, (group * matrix.rows) / groups, 0, matrix.rows / groups, matrix.columns);

/** All axes but the first as one; they lie in row-major order without gaps. */
const asMatrix = (array: NdArray): MatrixView =>
  rowMajor(floatsOf(array), 0, array.shape[0] ?? 0, sizeOf(array.shape.slice(1)));
