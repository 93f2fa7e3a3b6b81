import type { NdArray } from '../../../src/ndArray.ts';
import { implementations, pullbacks } from '../../../src/registry.generated.ts';
import { arrayOf, mapped, valuesOf } from '../_internal/plain.ts';
import type { Fault } from '../fault.ts';

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
async function slow(
  inputs: Inputs,
  movement: Movement,
  read: (x: readonly number[], at: Reading, shape: readonly number[]) => number,
): Promise<NdArray> {
  // The right one says what is refused, and the shape.
  const { dtype, shape } = await conv2d(inputs, movement);
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
  {
    name: 'kernel flipped',
    operation: 'layers.conv2d',
    caughtBy: 'layers.conv2d/C10',
    operations: {
      'layers.conv2d': ({ x, weight, bias }, attributes) => conv2d({ x, weight: flipped(weight), bias }, attributes),
    },
  },
  {
    name: 'padding off by one row',
    operation: 'layers.conv2d',
    caughtBy: 'layers.conv2d/C3',
    operations: {
      'layers.conv2d': (inputs, attributes) =>
        slow(inputs, attributes, (x, at, shape) => {
          const row = (attributes.padding[0] ?? 0) > 0 ? at.row + 1 : at.row;
          return pixel(x, { ...at, row }, shape, inputs.weight.shape[1] ?? 1);
        }),
    },
  },
  {
    name: 'edges repeated in place of zeros',
    operation: 'layers.conv2d',
    caughtBy: 'layers.conv2d/C4',
    operations: {
      'layers.conv2d': (inputs, attributes) =>
        slow(inputs, attributes, (x, at, shape) => {
          const [, , h = 1, w = 1] = shape;
          const [row, column] = [Math.min(Math.max(at.row, 0), h - 1), Math.min(Math.max(at.column, 0), w - 1)];
          return pixel(x, { ...at, row, column }, shape, inputs.weight.shape[1] ?? 1);
        }),
    },
  },
  {
    name: 'right edge not checked: the next row is read',
    operation: 'layers.conv2d',
    caughtBy: 'layers.conv2d/C9',
    operations: {
      'layers.conv2d': (inputs, attributes) =>
        slow(inputs, attributes, (x, { image, group, channel, row, column }, shape) => {
          const [, c = 1, h = 1, w = 1] = shape;
          if (row < 0 || row >= h || column < 0) return 0;
          return x[((image * c + group * (inputs.weight.shape[1] ?? 1) + channel) * h + row) * w + column] ?? 0;
        }),
    },
  },
  {
    name: 'stride of the rows used for the columns too',
    operation: 'layers.conv2d',
    caughtBy: 'layers.conv2d/C5',
    operations: {
      'layers.conv2d': (inputs, attributes) =>
        conv2d(inputs, { ...attributes, stride: sameTwice(attributes.stride, 1) }),
    },
  },
  {
    name: 'stride and dilation exchanged',
    operation: 'layers.conv2d',
    caughtBy: 'layers.conv2d/C6',
    operations: {
      'layers.conv2d': (inputs, attributes) =>
        conv2d(inputs, { ...attributes, stride: attributes.dilation, dilation: attributes.stride }),
    },
  },
  {
    name: 'every group reads the first channels',
    operation: 'layers.conv2d',
    caughtBy: 'layers.conv2d/C7',
    operations: {
      'layers.conv2d': (inputs, attributes) =>
        slow(inputs, attributes, (x, at, shape) => pixel(x, { ...at, group: 0 }, shape, inputs.weight.shape[1] ?? 1)),
    },
  },
  {
    name: 'weights multiplied by their position in the image',
    operation: 'layers.conv2d',
    caughtBy: 'layers.conv2d/C8',
    operations: {
      'layers.conv2d': async (inputs, attributes) => {
        const y = await conv2d(inputs, attributes);
        const [, , height = 1, width = 1] = y.shape;
        return mapped(y, (value, at) => value * (1 + ((Math.floor(at / width) % height) + (at % width))));
      },
    },
  },
  {
    name: 'rectified on the way out',
    operation: 'layers.conv2d',
    caughtBy: 'layers.conv2d/C1',
    operations: {
      'layers.conv2d': async (inputs, attributes) =>
        mapped(await conv2d(inputs, attributes), (value) => Math.max(value, 0)),
    },
  },
  {
    name: 'averaged over the channels',
    operation: 'layers.conv2d',
    caughtBy: 'layers.conv2d/C2',
    operations: {
      'layers.conv2d': async (inputs, attributes) =>
        mapped(await conv2d(inputs, attributes), (value) => value / (inputs.weight.shape[1] ?? 1)),
    },
  },
  {
    name: 'bias added once per channel',
    operation: 'layers.conv2d',
    caughtBy: 'layers.conv2d/integers',
    operations: {
      'layers.conv2d': ({ x, weight, bias }, attributes) =>
        conv2d({ x, weight, bias: bias && mapped(bias, (value) => value * (weight.shape[1] ?? 1)) }, attributes),
    },
  },
  {
    name: 'a kernel too large for the image accepted',
    operation: 'layers.conv2d',
    caughtBy: 'layers.conv2d/signature',
    operations: {
      'layers.conv2d': async (inputs, attributes) => {
        try {
          return await conv2d(inputs, attributes);
        } catch {
          const [n = 1] = inputs.x.shape;
          return arrayOf(inputs.x.dtype, [n, inputs.weight.shape[0] ?? 1, 0, 0], []);
        }
      },
    },
  },
  {
    name: 'gradient of the weight from the last image only',
    operation: 'layers.conv2d',
    caughtBy: 'layers.conv2d/adjoint',
    gradients: {
      'layers.conv2d': async (inputs, g, attributes) => {
        const right = await pullbacks['layers.conv2d'](inputs, g, attributes);
        const size = valuesOf(g).length / (g.shape[0] ?? 1);
        const last = mapped(g, (value, at) => (at >= valuesOf(g).length - size ? value : 0));
        const { weight } = await pullbacks['layers.conv2d'](inputs, last, attributes);
        return { ...right, weight };
      },
    },
  },
  {
    name: 'gradient of the image with the kernel flipped once too often',
    operation: 'layers.conv2d',
    caughtBy: 'layers.conv2d/jacobian',
    gradients: {
      'layers.conv2d': async (inputs, g, attributes) => {
        const right = await pullbacks['layers.conv2d'](inputs, g, attributes);
        const turned = await pullbacks['layers.conv2d']({ ...inputs, weight: flipped(inputs.weight) }, g, attributes);
        return { ...right, x: turned.x };
      },
    },
  },
  {
    name: 'output padding ignored',
    operation: 'layers.convTranspose2d',
    caughtBy: 'layers.convTranspose2d/C5',
    operations: {
      'layers.convTranspose2d': (inputs, attributes) =>
        convTranspose2d(inputs, { ...attributes, outputPadding: [0, 0] }),
    },
  },
  {
    name: 'output padding at the top',
    operation: 'layers.convTranspose2d',
    caughtBy: 'layers.convTranspose2d/C1',
    operations: {
      'layers.convTranspose2d': async (inputs, attributes) =>
        rolled(await convTranspose2d(inputs, attributes), attributes.outputPadding[0] ?? 0),
    },
  },
  {
    name: 'kernel flipped',
    operation: 'layers.convTranspose2d',
    caughtBy: 'layers.convTranspose2d/C3',
    operations: {
      'layers.convTranspose2d': ({ x, weight, bias }, attributes) =>
        convTranspose2d({ x, weight: flipped(weight), bias }, attributes),
    },
  },
  {
    name: 'channels of the groups dealt out in turn',
    operation: 'layers.convTranspose2d',
    caughtBy: 'layers.convTranspose2d/C4',
    operations: {
      'layers.convTranspose2d': async (inputs, attributes) => {
        const y = await convTranspose2d(inputs, attributes);
        const [, o = 1, h = 1, w = 1] = y.shape;
        const [values, plane] = [valuesOf(y), h * w];
        const perGroup = o / attributes.groups;
        return mapped(y, (_, at) => {
          const channel = Math.floor(at / plane) % o;
          const from = (channel % attributes.groups) * perGroup + Math.floor(channel / attributes.groups);
          return values[at + (from - channel) * plane] ?? 0;
        });
      },
    },
  },
  {
    name: 'overlaps averaged, not added',
    operation: 'layers.convTranspose2d',
    caughtBy: 'layers.convTranspose2d/C2',
    operations: {
      'layers.convTranspose2d': async (inputs, attributes) =>
        mapped(await convTranspose2d(inputs, attributes), (value) => value / (1 + Math.abs(value) / 64)),
    },
  },
  {
    name: 'channels averaged',
    operation: 'layers.convTranspose2d',
    caughtBy: 'layers.convTranspose2d/C6',
    operations: {
      'layers.convTranspose2d': async (inputs, attributes) =>
        mapped(
          await convTranspose2d(inputs, attributes),
          (value) => value / ((inputs.x.shape[1] ?? 1) / attributes.groups),
        ),
    },
  },
  {
    name: 'strides of rows and columns exchanged',
    operation: 'layers.convTranspose2d',
    caughtBy: 'layers.convTranspose2d/shapes',
    operations: {
      'layers.convTranspose2d': (inputs, attributes) =>
        convTranspose2d(inputs, { ...attributes, stride: swapped(attributes.stride) }),
    },
  },
  {
    name: 'gradient of the bias from the first image only',
    operation: 'layers.convTranspose2d',
    caughtBy: 'layers.convTranspose2d/adjoint',
    gradients: {
      'layers.convTranspose2d': async (inputs, g, attributes) => {
        const right = await pullbacks['layers.convTranspose2d'](inputs, g, attributes);
        const size = valuesOf(g).length / (g.shape[0] ?? 1);
        const first = mapped(g, (value, at) => (at < size ? value : 0));
        const { bias } = await pullbacks['layers.convTranspose2d'](inputs, first, attributes);
        return { ...right, bias };
      },
    },
  },
];
