import type { NdArray } from '../../../src/ndArray.ts';
import { implementations, pullbacks } from '../../../src/registry.generated.ts';
import { arrayOf, mapped, valuesOf } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

const { 'layers.conv2d': conv2d, 'layers.convTranspose2d': convTranspose2d } = implementations;

interface Inputs {
  readonly x: NdArray;
  readonly weight: NdArray;
  readonly bias?: NdArray | undefined;
}

interface Movement {
  readonly stride: readonly number[];
  readonly padding: readonly number[];
  readonly dilation: readonly number[];
  readonly groups: number;
}

/** Where a position of the kernel and an entry of it read the image. */
interface Reading {
  readonly image: number;
  readonly group: number;
  readonly channel: number;
  readonly row: number;
  readonly column: number;
}

/** Convolution by plain loops, reading the image however `read` does. */
function slow(
  inputs: Inputs,
  movement: Movement,
  read: (x: readonly number[], at: Reading, shape: readonly number[]) => number,
): NdArray {
  // The right one says what is refused, and the shape.
  const { dtype, shape } = conv2d(inputs, movement);
  const [x, weight, bias] = [valuesOf(inputs.x), valuesOf(inputs.weight), inputs.bias && valuesOf(inputs.bias)];
  const [, outputs = 1, height = 1, width = 1] = shape;
  const [, perGroup = 1, kh = 1, kw = 1] = inputs.weight.shape;
  const { stride, padding, dilation, groups } = movement;
  const position = (k: 0 | 1, start: number, entry: number) =>
    start * (stride[k] ?? 1) + entry * (dilation[k] ?? 1) - (padding[k] ?? 0);
  const response = (image: number, o: number, top: number, left: number) => {
    let total = bias?.[o] ?? 0;
    for (let i = 0; i < perGroup; i++) {
      for (let ky = 0; ky < kh; ky++) {
        for (let kx = 0; kx < kw; kx++) {
          const at = {
            image,
            group: Math.floor((o * groups) / outputs),
            channel: i,
            row: position(0, top, ky),
            column: position(1, left, kx),
          };
          total += (weight[((o * perGroup + i) * kh + ky) * kw + kx] ?? 0) * read(x, at, inputs.x.shape);
        }
      }
    }
    return total;
  };
  const count = shape.reduce((size, one) => size * one, 1);
  const responses = Array.from({ length: count }, (_, at) => {
    const [left, top] = [at % width, Math.floor(at / width) % height];
    const o = Math.floor(at / (width * height)) % outputs;
    return response(Math.floor(at / (width * height * outputs)), o, top, left);
  });
  return arrayOf(dtype, shape, responses);
}

/** One element of the image, 0 beyond its ends. */
function pixel(
  x: readonly number[],
  { image, group, channel, row, column }: Reading,
  shape: readonly number[],
  perGroup: number,
) {
  const [, c = 1, h = 1, w = 1] = shape;
  if (row < 0 || row >= h || column < 0 || column >= w) return 0;
  return x[((image * c + group * perGroup + channel) * h + row) * w + column] ?? 0;
}

/** The kernel turned by half a turn. */
const flipped = (weight: NdArray): NdArray => {
  const [, , kh = 1, kw = 1] = weight.shape;
  const values = valuesOf(weight);
  const size = kh * kw;
  return mapped(weight, (_, at) => values[at - (at % size) + size - 1 - (at % size)] ?? 0);
};

/** Images shifted down by some rows; what leaves at the bottom comes in at the top. */
const rolled = (y: NdArray, by: number): NdArray => {
  const [, , h = 1, w = 1] = y.shape;
  const values = valuesOf(y);
  return mapped(y, (_, at) => {
    const row = Math.floor(at / w) % h;
    return values[at - row * w + ((row - by + h) % h) * w] ?? 0;
  });
};

const sameTwice = <T>([first]: readonly T[], fallback: T): T[] => [first ?? fallback, first ?? fallback];
const swapped = ([first = 1, second = 1]: readonly number[]): number[] => [second, first];

export const faults: readonly Fault[] = [
  ...faultsOf('layers.conv2d', ({ misread, misset, spoilt, wrong, wrongGradient }) => [
    misread('kernel flipped', 'C10', ({ weight }) => ({ weight: flipped(weight) })),
    wrong('padding off by one row', 'C3', (inputs, attributes) =>
      slow(inputs, attributes, (x, at, shape) => {
        const row = (attributes.padding[0] ?? 0) > 0 ? at.row + 1 : at.row;
        return pixel(x, { ...at, row }, shape, inputs.weight.shape[1] ?? 1);
      }),
    ),
    wrong('edges repeated in place of zeros', 'C4', (inputs, attributes) =>
      slow(inputs, attributes, (x, at, shape) => {
        const [, , h = 1, w = 1] = shape;
        const [row, column] = [Math.min(Math.max(at.row, 0), h - 1), Math.min(Math.max(at.column, 0), w - 1)];
        return pixel(x, { ...at, row, column }, shape, inputs.weight.shape[1] ?? 1);
      }),
    ),
    wrong('right edge not checked: the next row is read', 'C9', (inputs, attributes) =>
      slow(inputs, attributes, (x, { image, group, channel, row, column }, shape) => {
        const [, c = 1, h = 1, w = 1] = shape;
        if (row < 0 || row >= h || column < 0) return 0;
        return x[((image * c + group * (inputs.weight.shape[1] ?? 1) + channel) * h + row) * w + column] ?? 0;
      }),
    ),
    misset('stride of the rows used for the columns too', 'C5', ({ stride }) => ({ stride: sameTwice(stride, 1) })),
    misset('stride and dilation exchanged', 'C6', ({ dilation, stride }) => ({ stride: dilation, dilation: stride })),
    wrong('every group reads the first channels', 'C7', (inputs, attributes) =>
      slow(inputs, attributes, (x, at, shape) => pixel(x, { ...at, group: 0 }, shape, inputs.weight.shape[1] ?? 1)),
    ),
    wrong('weights multiplied by their position in the image', 'C8', (inputs, attributes) => {
      const y = conv2d(inputs, attributes);
      const [, , height = 1, width = 1] = y.shape;
      return mapped(y, (value, at) => value * (1 + ((Math.floor(at / width) % height) + (at % width))));
    }),
    spoilt('rectified on the way out', 'C1', (result) => mapped(result, (value) => Math.max(value, 0))),
    spoilt('averaged over the channels', 'C2', (result, inputs) =>
      mapped(result, (value) => value / (inputs.weight.shape[1] ?? 1)),
    ),
    misread('bias added once per channel', 'integers', ({ weight, bias }) => ({
      bias: bias && mapped(bias, (value) => value * (weight.shape[1] ?? 1)),
    })),
    wrong('a kernel too large for the image accepted', 'signature', (inputs, attributes) => {
      try {
        return conv2d(inputs, attributes);
      } catch {
        const [n = 1] = inputs.x.shape;
        return arrayOf(inputs.x.dtype, [n, inputs.weight.shape[0] ?? 1, 0, 0], []);
      }
    }),
    wrongGradient('gradient of the weight from the last image only', 'adjoint', (inputs, g, attributes) => {
      const right = pullbacks['layers.conv2d'](inputs, g, attributes);
      const size = valuesOf(g).length / (g.shape[0] ?? 1);
      const last = mapped(g, (value, at) => (at >= valuesOf(g).length - size ? value : 0));
      const { weight } = pullbacks['layers.conv2d'](inputs, last, attributes);
      return { ...right, weight };
    }),
    wrongGradient(
      'gradient of the image with the kernel flipped once too often',
      'jacobian',
      (inputs, g, attributes) => {
        const right = pullbacks['layers.conv2d'](inputs, g, attributes);
        const turned = pullbacks['layers.conv2d']({ ...inputs, weight: flipped(inputs.weight) }, g, attributes);
        return { ...right, x: turned.x };
      },
    ),
  ]),
  ...faultsOf('layers.convTranspose2d', ({ misread, misset, spoilt, wrong, wrongGradient }) => [
    misset('output padding ignored', 'C5', () => ({ outputPadding: [0, 0] })),
    wrong('output padding at the top', 'C1', (inputs, attributes) =>
      rolled(convTranspose2d(inputs, attributes), attributes.outputPadding[0] ?? 0),
    ),
    misread('kernel flipped', 'C3', ({ weight }) => ({ weight: flipped(weight) })),
    wrong('channels of the groups dealt out in turn', 'C4', (inputs, attributes) => {
      const y = convTranspose2d(inputs, attributes);
      const [, o = 1, h = 1, w = 1] = y.shape;
      const [values, plane] = [valuesOf(y), h * w];
      const perGroup = o / attributes.groups;
      return mapped(y, (_, at) => {
        const channel = Math.floor(at / plane) % o;
        const from = (channel % attributes.groups) * perGroup + Math.floor(channel / attributes.groups);
        return values[at + (from - channel) * plane] ?? 0;
      });
    }),
    spoilt('overlaps averaged, not added', 'C2', (result) =>
      mapped(result, (value) => value / (1 + Math.abs(value) / 64)),
    ),
    spoilt('channels averaged', 'C6', (result, inputs, attributes) =>
      mapped(result, (value) => value / ((inputs.x.shape[1] ?? 1) / attributes.groups)),
    ),
    misset('strides of rows and columns exchanged', 'shapes', ({ stride }) => ({ stride: swapped(stride) })),
    wrongGradient('gradient of the bias from the first image only', 'adjoint', (inputs, g, attributes) => {
      const right = pullbacks['layers.convTranspose2d'](inputs, g, attributes);
      const size = valuesOf(g).length / (g.shape[0] ?? 1);
      const first = mapped(g, (value, at) => (at < size ? value : 0));
      const { bias } = pullbacks['layers.convTranspose2d'](inputs, first, attributes);
      return { ...right, bias };
    }),
  ]),
];
