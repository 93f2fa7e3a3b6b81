import { rowMajorStrides, sizeOf } from '../../../spec/tensor.ts';
import { type NdArray, permuteAxes } from '../../../src/ndArray.ts';
import { implementations, pullbacks } from '../../../src/registry.generated.ts';
import { arrayOf, mapped, valuesOf } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

const { 'tensor.reshape': reshape, 'tensor.permute': permute, 'tensor.broadcastTo': broadcastTo } = implementations;

const reversedAxes = (array: NdArray): NdArray => permuteAxes(array, array.shape.map((_, axis) => axis).reverse());

/** Elements read and written with the first index running fastest. */
function columnMajor(x: NdArray, shape: readonly number[]): NdArray {
  const target = reshape({ x }, { shape }).shape;
  const turned = arrayOf(x.dtype, [...target].reverse(), valuesOf(reversedAxes(x)));
  return reversedAxes(turned);
}

export const faults: readonly Fault[] = [
  ...faultsOf('tensor.reshape', ({ wrong }) => [
    wrong('strides of a view ignored', 'C3', ({ x }, { shape }) => {
      const target = reshape({ x }, { shape }).shape;
      return { ...x, shape: target, strides: rowMajorStrides(target) };
    }),
    wrong('column-major order', 'C2', ({ x }, { shape }) => columnMajor(x, shape)),
    wrong('a size of -1 inferred only at the front', 'C4', ({ x }, { shape }) => {
      if (shape.indexOf(-1) > 0) throw new RangeError('sizes must not be negative');
      return reshape({ x }, { shape });
    }),
    wrong('data cut or repeated to fit any shape', 'attributes', ({ x }, { shape }) => {
      if (shape.some((size) => size < 0 || !Number.isInteger(size))) return reshape({ x }, { shape });
      const values = valuesOf(x);
      return arrayOf(
        x.dtype,
        shape,
        Array.from({ length: sizeOf(shape) }, (_, at) => values[at % values.length] ?? 0),
      );
    }),
  ]),
  ...faultsOf('tensor.permute', ({ misset, wrong, wrongGradient }) => [
    misset('axes taken for their inverse', 'C1', ({ axes }) => ({ axes: axes.map((_, axis) => axes.indexOf(axis)) })),
    wrong('shape permuted, elements left where they are', 'C3', ({ x }, { axes }) =>
      arrayOf(x.dtype, permute({ x }, { axes }).shape, valuesOf(x)),
    ),
    wrongGradient('gradient permuted by the axes, not by their inverse', 'adjoint', (_, g, { axes }) => ({
      x: permute({ x: g }, { axes }),
    })),
    wrong('a repeated axis accepted', 'attributes', ({ x }, { axes }) =>
      permuteAxes(
        x,
        axes.filter((axis) => axis < x.shape.length && Number.isInteger(axis)),
      ),
    ),
  ]),
  ...faultsOf('tensor.broadcastTo', ({ wrong, wrongGradient }) => [
    wrong('repeated along the last axis in place of the first', 'C1', ({ x }, { shape }) => {
      const wide = broadcastTo({ x }, { shape });
      const values = valuesOf(x);
      const times = sizeOf(shape) / Math.max(values.length, 1);
      // Elements, not rows, are repeated where leading axes are new.
      return arrayOf(
        x.dtype,
        wide.shape,
        Array.from({ length: sizeOf(shape) }, (_, at) => values[Math.floor(at / times)] ?? 0),
      );
    }),
    wrong('stretched elements share the value', 'C4', ({ x }, { shape }) => {
      const times = sizeOf(shape) / Math.max(sizeOf(x.shape), 1);
      return mapped(broadcastTo({ x }, { shape }), (value) => value / times);
    }),
    wrongGradient('gradient averaged over the stretched axes', 'adjoint', ({ x }, g, attributes) => {
      const summed = pullbacks['tensor.broadcastTo']({ x }, g, attributes);
      const times = sizeOf(g.shape) / Math.max(sizeOf(x.shape), 1);
      return { x: summed.x && mapped(summed.x, (value) => value / times) };
    }),
    wrong('tiled to shapes that do not fit', 'R1', ({ x }, { shape }) => {
      try {
        return broadcastTo({ x }, { shape });
      } catch {
        const values = valuesOf(x);
        return arrayOf(
          x.dtype,
          shape,
          Array.from({ length: sizeOf(shape) }, (_, at) => values[at % values.length] ?? 0),
        );
      }
    }),
  ]),
  ...faultsOf('tensor.reshape', ({ wrong }) => [
    wrong('column-major order between matrices', 'C1', ({ x }, { shape }) =>
      x.shape.length === 2 && shape.length === 2 ? columnMajor(x, shape) : reshape({ x }, { shape }),
    ),
    wrong('last axis split with the new axis innermost', 'C5', ({ x }, { shape }) => {
      const y = reshape({ x }, { shape });
      const [parts = 1, size = 1] = y.shape.slice(-2);
      if (y.shape.length !== x.shape.length + 1 || x.shape.at(-1) !== parts * size) return y;
      const values = valuesOf(y);
      return mapped(y, (_, at) => {
        const within = at % (parts * size);
        return values[at - within + (within % size) * parts + Math.floor(within / size)] ?? 0;
      });
    }),
  ]),
  ...faultsOf('tensor.permute', ({ misset }) => [
    misset('axes read from last to first', 'C2', ({ axes }) => ({ axes: [...axes].reverse() })),
  ]),
  ...faultsOf('tensor.broadcastTo', ({ wrong }) => [
    wrong('nothing copied where no axis is stretched', 'C3', ({ x }, { shape }) => {
      const y = broadcastTo({ x }, { shape });
      return x.shape.join() === shape.join() ? mapped(y, () => 0) : y;
    }),
    wrong('first axis written from the end', 'C2', ({ x }, { shape }) => {
      const y = broadcastTo({ x }, { shape });
      const [values, rows] = [valuesOf(y), shape[0] ?? 1];
      const size = values.length / rows;
      return mapped(y, (_, at) => values[(rows - 1 - Math.floor(at / size)) * size + (at % size)] ?? 0);
    }),
  ]),
];
