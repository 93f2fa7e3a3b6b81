import { rowMajorStrides, sizeOf } from '../../../spec/tensor.ts';
import { inShape, type NdArray, permuteAxes } from '../../../src/ndArray.ts';
import { implementations } from '../../../src/registry.generated.ts';
import { arrayOf, mapped, none, rearranged, valuesOf } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

const reversedAxes = (array: NdArray): NdArray => permuteAxes(array, [...array.shape.keys()].reverse());

/** Elements read and written with the first index running fastest. */
const columnMajor = (x: NdArray, y: NdArray): NdArray =>
  reversedAxes(arrayOf(x.dtype, [...y.shape].reverse(), valuesOf(reversedAxes(x))));

/** The elements over and over, as many as there is room for. */
const tiled = (x: NdArray, shape: readonly number[]): NdArray => {
  const values = valuesOf(x);
  const entries = Array.from({ length: sizeOf(shape) }, (_, at) => values[at % values.length] ?? 0);
  return arrayOf(x.dtype, shape, entries);
};

/** How many elements each of an array becomes where it is stretched. */
const timesOf = (x: NdArray, shape: readonly number[]): number => sizeOf(shape) / Math.max(sizeOf(x.shape), 1);

export const faults: readonly Fault[] = [
  ...faultsOf('tensor.reshape', ({ spoilt, wrong }) => [
    spoilt('strides of a view ignored', 'C3', ({ shape }, { x }) => ({ ...x, shape, strides: rowMajorStrides(shape) })),
    spoilt('column-major order', 'C2', (y, { x }) => columnMajor(x, y)),
    spoilt('a size of -1 inferred only at the front', 'C4', (y, _, { shape }) => {
      if (shape.indexOf(-1) > 0) throw new RangeError('sizes must not be negative');
      return y;
    }),
    wrong('data cut or repeated to fit any shape', 'attributes', ({ x }, { shape }, right) =>
      shape.some((size) => size < 0 || !Number.isInteger(size)) ? right({ x }, { shape }) : tiled(x, shape),
    ),
    spoilt('column-major order between matrices', 'C1', (y, { x }) =>
      x.shape.length === 2 && y.shape.length === 2 ? columnMajor(x, y) : y,
    ),
    spoilt('last axis split with the new axis innermost', 'C5', (y, { x }) => {
      const [parts = 1, size = 1] = y.shape.slice(-2);
      if (y.shape.length !== x.shape.length + 1 || x.shape.at(-1) !== parts * size) return y;
      return rearranged(y, (at) => {
        const within = at % (parts * size);
        return at - within + (within % size) * parts + Math.floor(within / size);
      });
    }),
  ]),
  ...faultsOf('tensor.permute', ({ misset, spoilt, wrong, wrongGradient }) => [
    misset('axes taken for their inverse', 'C1', ({ axes }) => ({ axes: axes.map((_, axis) => axes.indexOf(axis)) })),
    spoilt('shape permuted, elements left where they are', 'C3', (y, { x }) => inShape(x, y.shape)),
    wrongGradient('gradient permuted by the axes, not by their inverse', 'adjoint', (_, g, { axes }) => ({
      x: implementations['tensor.permute']({ x: g }, { axes }),
    })),
    wrong('a repeated axis accepted', 'attributes', ({ x }, { axes }) => {
      const known = axes.filter((axis) => axis < x.shape.length && Number.isInteger(axis));
      return permuteAxes(x, known);
    }),
    spoilt('elements of four axes of several left where they are', 'integers', (y, { x }) =>
      x.shape.length === 4 && !x.shape.includes(1) ? inShape(x, y.shape) : y,
    ),
    misset('axes read from last to first', 'C2', ({ axes }) => ({ axes: [...axes].reverse() })),
  ]),
  ...faultsOf('tensor.broadcastTo', ({ spoilt, spoiltEach, spoiltGradientEach, wrong }) => [
    spoilt('repeated along the last axis in place of the first', 'C1', (y, { x }) => {
      const values = valuesOf(x);
      // Elements, not rows, are repeated where leading axes are new.
      return mapped(y, (_, at) => values[Math.floor(at / timesOf(x, y.shape))] ?? 0);
    }),
    spoiltEach('stretched elements share the value', 'C4', (value, _, { x }, { shape }) => value / timesOf(x, shape)),
    spoiltGradientEach(
      'gradient averaged over the stretched axes',
      'adjoint',
      'x',
      (value, _, { x }, { shape }) => value / timesOf(x, shape),
    ),
    wrong('tiled to shapes that do not fit', 'R1', ({ x }, { shape }, right) => {
      try {
        return right({ x }, { shape });
      } catch {
        return tiled(x, shape);
      }
    }),
    spoilt('nothing copied where no axis is stretched', 'C3', (y, { x }) =>
      x.shape.join() === y.shape.join() ? none(y) : y,
    ),
    spoilt('first axis written from the end', 'C2', (y) => {
      const [rows, size] = [y.shape[0] ?? 1, sizeOf(y.shape.slice(1))];
      return rearranged(y, (at) => (rows - 1 - Math.floor(at / size)) * size + (at % size));
    }),
  ]),
];
