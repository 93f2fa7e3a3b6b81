import { sizeOf } from '../../../spec/tensor.ts';
import type { NdArray } from '../../../src/ndArray.ts';
import type { implementations } from '../../../src/registry.generated.ts';
import { arrayOf, mapped, valuesOf } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

type Inputs = Parameters<(typeof implementations)['layers.conv2d']>[0];
type Movement = Parameters<(typeof implementations)['layers.conv2d']>[1];

/** Where a position of the kernel and an entry of it read the image. */
interface Reading {
  readonly image: number;
  readonly channel: number;
  readonly row: number;
  readonly column: number;
}

type Read = (x: readonly number[], at: Reading, shape: readonly number[], movement: Movement) => number;

/** Convolution by plain loops into a result of the right shape, reading the image however `read` does. */
function slow({ dtype, shape }: NdArray, inputs: Inputs, movement: Movement, read: Read): NdArray {
  const [x, weight, bias] = [valuesOf(inputs.x), valuesOf(inputs.weight), inputs.bias && valuesOf(inputs.bias)];
  const [, outputs = 1, height = 1, width = 1] = shape;
  const [, perGroup = 1, kh = 1, kw = 1] = inputs.weight.shape;
  const { stride, padding, dilation, groups } = movement;
  const position = (k: 0 | 1, start: number, entry: number) =>
    start * (stride[k] ?? 1) + entry * (dilation[k] ?? 1) - (padding[k] ?? 0);
  const responses = Array.from({ length: sizeOf(shape) }, (_, at) => {
    const [left, top] = [at % width, Math.floor(at / width) % height];
    const [o, image] = [Math.floor(at / (width * height)) % outputs, Math.floor(at / (width * height * outputs))];
    const first = Math.floor((o * groups) / outputs) * perGroup;
    let total = bias?.[o] ?? 0;
    for (let entry = 0; entry < perGroup * kh * kw; entry++) {
      const [kx, ky, i] = [entry % kw, Math.floor(entry / kw) % kh, Math.floor(entry / (kw * kh))];
      const place = { image, channel: first + i, row: position(0, top, ky), column: position(1, left, kx) };
      total += (weight[o * perGroup * kh * kw + entry] ?? 0) * read(x, place, inputs.x.shape, movement);
    }
    return total;
  });
  return arrayOf(dtype, shape, responses);
}

/** One element of the image, 0 beyond its ends. */
const pixel: Read = (x, { image, channel, row, column }, [, c = 1, h = 1, w = 1]) =>
  row < 0 || row >= h || column < 0 || column >= w ? 0 : (x[((image * c + channel) * h + row) * w + column] ?? 0);

/** An array whose elements are others of its own. */
const rearranged = (y: NdArray, from: (at: number) => number): NdArray => {
  const values = valuesOf(y);
  return mapped(y, (_, at) => values[from(at)] ?? 0);
};

/** The kernel turned by half a turn. */
const flipped = (weight: NdArray): NdArray => {
  const size = sizeOf(weight.shape.slice(-2));
  return rearranged(weight, (at) => at - (at % size) + size - 1 - (at % size));
};

/** The first or the last image of a cotangent alone. */
const ofImage = (g: NdArray, isLast: boolean): NdArray => {
  const [count, size] = [g.shape[0] ?? 1, sizeOf(g.shape.slice(1))];
  return mapped(g, (value, at) => (Math.floor(at / size) === (isLast ? count - 1 : 0) ? value : 0));
};

const sameTwice = <T>([first]: readonly T[], fallback: T): T[] => [first ?? fallback, first ?? fallback];
const swapped = ([first = 1, second = 1]: readonly number[]): number[] => [second, first];

const convFaults = faultsOf(
  'layers.conv2d',
  ({ misread, misreadEach, misset, spoilt, spoiltEach, wrong, wrongGradient }) => {
    const reading = (name: string, clause: string, read: Read) =>
      spoilt(name, clause, (y, inputs, movement) => slow(y, inputs, movement, read));
    return [
      misread('kernel flipped', 'C10', ({ weight }) => ({ weight: flipped(weight) })),
      reading('padding off by one row', 'C3', (x, at, shape, movement) =>
        pixel(x, { ...at, row: at.row + Number((movement.padding[0] ?? 0) > 0) }, shape, movement),
      ),
      reading('edges repeated in place of zeros', 'C4', (x, at, shape, movement) => {
        const [, , h = 1, w = 1] = shape;
        const [row, column] = [Math.min(Math.max(at.row, 0), h - 1), Math.min(Math.max(at.column, 0), w - 1)];
        return pixel(x, { ...at, row, column }, shape, movement);
      }),
      reading(
        'right edge not checked: the next row is read',
        'C9',
        (x, { image, channel, row, column }, [, c = 1, h = 1, w = 1]) =>
          row < 0 || row >= h || column < 0 ? 0 : (x[((image * c + channel) * h + row) * w + column] ?? 0),
      ),
      misset('stride of the rows used for the columns too', 'C5', ({ stride }) => ({ stride: sameTwice(stride, 1) })),
      misset('stride and dilation exchanged', 'C6', ({ dilation, stride }) => ({ stride: dilation, dilation: stride })),
      reading('every group reads the first channels', 'C7', (x, at, shape, movement) => {
        const perGroup = (shape[1] ?? 1) / movement.groups;
        return pixel(x, { ...at, channel: at.channel % perGroup }, shape, movement);
      }),
      spoilt('weights multiplied by their position in the image', 'C8', (y) => {
        const [, , height = 1, width = 1] = y.shape;
        return mapped(y, (value, at) => value * (1 + ((Math.floor(at / width) % height) + (at % width))));
      }),
      spoiltEach('rectified on the way out', 'C1', (value) => Math.max(value, 0)),
      spoiltEach('averaged over the channels', 'C2', (value, _, { weight }) => value / (weight.shape[1] ?? 1)),
      misreadEach(
        'bias added once per channel',
        'integers',
        'bias',
        (value, _, { weight }) => value * (weight.shape[1] ?? 1),
      ),
      wrong('a kernel too large for the image accepted', 'signature', (inputs, attributes, right) => {
        try {
          return right(inputs, attributes);
        } catch {
          const [n = 1] = inputs.x.shape;
          return arrayOf(inputs.x.dtype, [n, inputs.weight.shape[0] ?? 1, 0, 0], []);
        }
      }),
      wrongGradient('gradient of the weight from the last image only', 'adjoint', (inputs, g, attributes, right) => ({
        ...right(inputs, g, attributes),
        weight: right(inputs, ofImage(g, true), attributes).weight,
      })),
      wrongGradient(
        'gradient of the image with the kernel flipped once too often',
        'jacobian',
        (inputs, g, attributes, right) => ({
          ...right(inputs, g, attributes),
          x: right({ ...inputs, weight: flipped(inputs.weight) }, g, attributes).x,
        }),
      ),
    ];
  },
);

const transposedFaults = faultsOf(
  'layers.convTranspose2d',
  ({ misread, misset, spoilt, spoiltEach, wrongGradient }) => [
    misset('output padding ignored', 'C5', () => ({ outputPadding: [0, 0] })),
    spoilt('output padding at the top', 'C1', (y, _, { outputPadding: [by = 0] }) => {
      // What leaves at the bottom comes in at the top.
      const [, , h = 1, w = 1] = y.shape;
      const rowOf = (at: number) => Math.floor(at / w) % h;
      return rearranged(y, (at) => at + (((rowOf(at) - by + h) % h) - rowOf(at)) * w);
    }),
    misread('kernel flipped', 'C3', ({ weight }) => ({ weight: flipped(weight) })),
    spoilt('channels of the groups dealt out in turn', 'C4', (y, _, { groups }) => {
      const [o, plane] = [y.shape[1] ?? 1, sizeOf(y.shape.slice(2))];
      return rearranged(y, (at) => {
        const channel = Math.floor(at / plane) % o;
        return at + ((channel % groups) * (o / groups) + Math.floor(channel / groups) - channel) * plane;
      });
    }),
    spoiltEach('overlaps averaged, not added', 'C2', (value) => value / (1 + Math.abs(value) / 64)),
    spoiltEach('channels averaged', 'C6', (value, _, { x }, { groups }) => value / ((x.shape[1] ?? 1) / groups)),
    misset('strides of rows and columns exchanged', 'shapes', ({ stride }) => ({ stride: swapped(stride) })),
    wrongGradient('gradient of the bias from the first image only', 'adjoint', (inputs, g, attributes, right) => ({
      ...right(inputs, g, attributes),
      bias: right(inputs, ofImage(g, false), attributes).bias,
    })),
  ],
);

export const faults: readonly Fault[] = [...convFaults, ...transposedFaults];
