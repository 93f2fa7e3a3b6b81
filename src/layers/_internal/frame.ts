import { floatsOf } from '../../_internal/product.ts';
import type { FloatArray } from '../../linalg/gemm/matrixView.ts';
import type { NdArray } from '../../ndArray.ts';
import { copyRun } from './copyRun.ts';
import { type Hull, hull, type Reading } from './reading.ts';
import { makeWorkspace } from './workspace.ts';

/**
 * Images as kernels read them, their padding included: entry (ky, kx) meets, at position (top, left), in channel c of image n,
 * `data[offset + n image + c channel + rows.to(ky) + columns.to(kx) + top rows.step + left columns.step]`.
 */
export interface Frame {
  readonly image: number;
  readonly channel: number;
  readonly rows: Track;
  readonly columns: Track;
  /** `count` images from the `first` on, at `offset` and every `image` elements; valid until the next call for any frame. */
  take(first: number, count: number): { readonly data: FloatArray; readonly offset: number };
}

/** Distances in the data along one axis. */
export interface Track {
  /** To what an entry of this shift meets at the first position. */
  to(shift: number): number;
  /** From one position to the next. */
  readonly step: number;
}

/**
 * The images themselves where no padding is read; otherwise copies with zeros around them, made as they are taken. Copies serve
 * too where that brings successive positions together: see `sorted`. The readings of one axis have one stride.
 */
export function frame(images: NdArray, rows: readonly Reading[], columns: readonly Reading[]): Frame {
  const [, , height = 0, width = 0] = images.shape;
  const [image = 0, channel = 0, rowStride = 0, columnStride = 0] = images.strides;
  const [down, across] = [hull(rows), hull(columns)];
  const isInside = down.first >= 0 && down.end <= height && across.first >= 0 && across.end <= width;
  const phases = sorted(rows, columns);
  if (!isInside || phases > 1 || columnStride !== 1) return framed(images, down, across, phases, !isInside);
  const data = floatsOf(images);
  return {
    image,
    channel,
    rows: { to: (shift) => shift * rowStride, step: down.stride * rowStride },
    columns: { to: (shift) => shift, step: across.stride },
    take: (first) => ({ data, offset: images.offset + first * image }),
  };
}

/** Readings of a pixel from which sorting it pays: a copy by single elements costs as much as so many scattered reads; measured. */
const SORTED = 3;

/**
 * Into how many phases the columns of copies are sorted, by their remainder: `stride`, so that successive positions are neighbours
 * in memory, or 1, as they are.
 */
function sorted(rows: readonly Reading[], columns: readonly Reading[]): number {
  const [down, across] = [rows[0], columns[0]];
  if (down === undefined || across === undefined) return 1;
  const readings = (down.shifts.length * across.shifts.length) / (down.stride * across.stride);
  return readings > SORTED ? across.stride : 1;
}

const workspace = makeWorkspace();

function framed(images: NdArray, down: Hull, across: Hull, phases: number, isPadded: boolean): Frame {
  const [, channels = 0, height = 0] = images.shape;
  const [imageStride = 0, channelStride = 0, rowStride = 0] = images.strides;
  const period = Math.ceil((across.end - across.first) / phases);
  const row = period * phases;
  const channel = row * (down.end - down.first);
  const image = row * (down.end - down.first) * channels;
  const source = floatsOf(images);
  const dtype = source instanceof Float64Array ? 'float64' : 'float32';
  const runs = runsOf(images, across, phases, period);
  const top = Math.max(down.first, 0);
  const bottom = Math.min(down.end, height);
  const copyChannel = (to: FloatArray, at: number, from: number): void => {
    for (let y = top; y < bottom; y++) {
      if (!down.isRead(y)) continue;
      const begin = at + (y - down.first) * row;
      const start = from + y * rowStride;
      for (const run of runs) copyRun(to, begin + run.to, 1, source, start + run.from, run.step, run.count);
    }
  };
  return {
    image,
    channel,
    rows: { to: (shift) => (shift - down.first) * row, step: down.stride * row },
    columns: {
      to: (shift) => {
        const column = shift - across.first;
        return (column % phases) * period + Math.floor(column / phases);
      },
      step: across.stride / phases,
    },
    take(first, count) {
      const data = workspace(dtype, count * image);
      if (isPadded) data.fill(0);
      for (let n = 0; n < count; n++) {
        for (let c = 0; c < channels; c++) {
          const from = images.offset + (first + n) * imageStride + c * channelStride;
          copyChannel(data, n * image + c * channel, from);
        }
      }
      return { data, offset: 0 };
    },
  };
}

/** Which columns of an image are copied where: of x = first + remainder + j phases, those within the image, if any is read. */
function runsOf({ shape, strides }: NdArray, { first, remainders }: Hull, phases: number, period: number) {
  const [, , , width = 0] = shape;
  const [, , , columnStride = 0] = strides;
  return (phases === 1 ? [0] : remainders).map((remainder) => {
    const start = Math.max(0, Math.ceil(-(first + remainder) / phases));
    const end = Math.min(period, Math.ceil((width - first - remainder) / phases));
    return {
      to: remainder * period + start,
      from: (first + remainder + start * phases) * columnStride,
      step: phases * columnStride,
      count: end - start,
    };
  });
}
