import { sizeOf } from '../../../spec/tensor.ts';
import type { NdArray } from '../../../src/ndArray.ts';
import { implementations } from '../../../src/registry.generated.ts';
import { arrayOf, mapped, rearranged, valuesOf } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

const { 'layers.conv2d': conv2d } = implementations;

/** What a kernel meets at a row and a column of a channel, which may lie beyond its ends; `at` reads on in memory. */
type Read = (
  at: (row: number, column: number) => number,
  row: number,
  column: number,
  size: readonly number[],
) => number;

/** Images with their padding written out, by what is read there. */
function framed(x: NdArray, [rows = 0, columns = 0]: readonly number[], read: Read): NdArray {
  const [n = 1, c = 1, h = 1, w = 1] = x.shape;
  const [height, width, values] = [h + 2 * rows, w + 2 * columns, valuesOf(x)];
  const pixels = Array.from({ length: n * c * height * width }, (_, place) => {
    const start = Math.floor(place / (height * width)) * h * w;
    const at = (row: number, column: number) => values[start + row * w + column] ?? 0;
    return read(at, (Math.floor(place / width) % height) - rows, (place % width) - columns, [h, w]);
  });
  return arrayOf(x.dtype, [n, c, height, width], pixels);
}

const inside: Read = (at, row, column, [h = 0, w = 0]) =>
  row < 0 || row >= h || column < 0 || column >= w ? 0 : at(row, column);

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
  ({ misread, misreadEach, misset, spoilt, spoiltEach, spoiltGradientEach, wrong, wrongGradient }) => {
    /** The right one for images whose padding is read in another way. */
    const reading = (name: string, clause: string, read: (padding: readonly number[]) => Read) =>
      spoilt(name, clause, (_, { x, ...others }, { padding, ...movement }) =>
        conv2d({ ...others, x: framed(x, padding, read(padding)) }, { ...movement, padding: [0, 0] }),
      );
    return [
      misread('kernel flipped', 'C10', ({ weight }) => ({ weight: flipped(weight) })),
      reading(
        'padding off by one row',
        'C3',
        ([rows = 0]) =>
          (at, row, column, size) =>
            inside(at, row + Number(rows > 0), column, size),
      ),
      reading(
        'edges repeated in place of zeros',
        'C4',
        () =>
          (at, row, column, [h = 1, w = 1]) =>
            at(Math.min(Math.max(row, 0), h - 1), Math.min(Math.max(column, 0), w - 1)),
      ),
      reading(
        'right edge not checked: the next row is read',
        'C9',
        () =>
          (at, row, column, [h = 1]) =>
            row < 0 || row >= h || column < 0 ? 0 : at(row, column),
      ),
      misset('stride of the rows used for the columns too', 'C5', ({ stride }) => ({ stride: sameTwice(stride, 1) })),
      misset('stride and dilation exchanged', 'C6', ({ dilation, stride }) => ({ stride: dilation, dilation: stride })),
      misread('every group reads the first channels', 'C7', ({ x }, { groups }) => {
        const [c = 1, plane] = [x.shape[1], sizeOf(x.shape.slice(2))];
        const channelOf = (at: number) => Math.floor(at / plane) % c;
        return { x: rearranged(x, (at) => at + ((channelOf(at) % (c / groups)) - channelOf(at)) * plane) };
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
      misread('square kernels with rows and columns exchanged', 'C12', ({ weight }) => {
        const [, , kh = 1, kw = 1] = weight.shape;
        const place = (at: number) => (at % kw) * kw + (Math.floor(at / kw) % kh);
        return { weight: kh === kw ? rearranged(weight, (at) => at - (at % (kh * kw)) + place(at)) : weight };
      }),
      spoiltGradientEach(
        'gradient of the weight averaged over the images',
        'C11',
        'weight',
        (value, _, { x }) => value / (x.shape[0] || 1),
      ),
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
  ({ misread, misset, spoilt, spoiltEach, spoiltGradientEach, wrongGradient }) => [
    spoiltGradientEach(
      'gradient of x averaged over the channels',
      'C7',
      'x',
      (value, _, { weight }) => value / (weight.shape[1] || 1),
    ),
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
