import { rowMajorStrides, sizeOf } from '../../../spec/tensor.ts';
import { type NdArray, permuteAxes } from '../../../src/ndArray.ts';
import { implementations, pullbacks } from '../../../src/registry.generated.ts';
import { arrayOf, mapped, valuesOf } from '../_internal/plain.ts';
import type { Fault } from '../fault.ts';

const { 'tensor.reshape': reshape, 'tensor.permute': permute, 'tensor.broadcastTo': broadcastTo } = implementations;

const reversedAxes = (array: NdArray): NdArray => permuteAxes(array, array.shape.map((_, axis) => axis).reverse());

/** Elements read and written with the first index running fastest. */
async function columnMajor(x: NdArray, shape: readonly number[]): Promise<NdArray> {
  const target = (await reshape({ x }, { shape })).shape;
  const turned = arrayOf(x.dtype, [...target].reverse(), valuesOf(reversedAxes(x)));
  return reversedAxes(turned);
}

export const faults: readonly Fault[] = [
  {
    name: 'strides of a view ignored',
    operation: 'tensor.reshape',
    caughtBy: 'tensor.reshape/C3',
    operations: {
      'tensor.reshape': async ({ x }, { shape }) => {
        const target = (await reshape({ x }, { shape })).shape;
        return { ...x, shape: target, strides: rowMajorStrides(target) };
      },
    },
  },
  {
    name: 'column-major order',
    operation: 'tensor.reshape',
    caughtBy: 'tensor.reshape/C2',
    operations: { 'tensor.reshape': ({ x }, { shape }) => columnMajor(x, shape) },
  },
  {
    name: 'a size of -1 inferred only at the front',
    operation: 'tensor.reshape',
    caughtBy: 'tensor.reshape/C4',
    operations: {
      'tensor.reshape': ({ x }, { shape }) => {
        if (shape.indexOf(-1) > 0) throw new RangeError('sizes must not be negative');
        return reshape({ x }, { shape });
      },
    },
  },
  {
    name: 'data cut or repeated to fit any shape',
    operation: 'tensor.reshape',
    caughtBy: 'tensor.reshape/attributes',
    operations: {
      'tensor.reshape': ({ x }, { shape }) => {
        if (shape.some((size) => size < 0 || !Number.isInteger(size))) return reshape({ x }, { shape });
        const values = valuesOf(x);
        return arrayOf(
          x.dtype,
          shape,
          Array.from({ length: sizeOf(shape) }, (_, at) => values[at % values.length] ?? 0),
        );
      },
    },
  },
  {
    name: 'axes taken for their inverse',
    operation: 'tensor.permute',
    caughtBy: 'tensor.permute/C1',
    operations: {
      'tensor.permute': ({ x }, { axes }) => permute({ x }, { axes: axes.map((_, axis) => axes.indexOf(axis)) }),
    },
  },
  {
    name: 'shape permuted, elements left where they are',
    operation: 'tensor.permute',
    caughtBy: 'tensor.permute/C3',
    operations: {
      'tensor.permute': async ({ x }, { axes }) =>
        arrayOf(x.dtype, (await permute({ x }, { axes })).shape, valuesOf(x)),
    },
  },
  {
    name: 'gradient permuted by the axes, not by their inverse',
    operation: 'tensor.permute',
    caughtBy: 'tensor.permute/adjoint',
    gradients: { 'tensor.permute': async (_, g, { axes }) => ({ x: await permute({ x: g }, { axes }) }) },
  },
  {
    name: 'a repeated axis accepted',
    operation: 'tensor.permute',
    caughtBy: 'tensor.permute/attributes',
    operations: {
      'tensor.permute': ({ x }, { axes }) =>
        permuteAxes(
          x,
          axes.filter((axis) => axis < x.shape.length && Number.isInteger(axis)),
        ),
    },
  },
  {
    name: 'repeated along the last axis in place of the first',
    operation: 'tensor.broadcastTo',
    caughtBy: 'tensor.broadcastTo/C1',
    operations: {
      'tensor.broadcastTo': async ({ x }, { shape }) => {
        const wide = await broadcastTo({ x }, { shape });
        const values = valuesOf(x);
        const times = sizeOf(shape) / Math.max(values.length, 1);
        // Elements, not rows, are repeated where leading axes are new.
        return arrayOf(
          x.dtype,
          wide.shape,
          Array.from({ length: sizeOf(shape) }, (_, at) => values[Math.floor(at / times)] ?? 0),
        );
      },
    },
  },
  {
    name: 'stretched elements share the value',
    operation: 'tensor.broadcastTo',
    caughtBy: 'tensor.broadcastTo/C4',
    operations: {
      'tensor.broadcastTo': async ({ x }, { shape }) => {
        const times = sizeOf(shape) / Math.max(sizeOf(x.shape), 1);
        return mapped(await broadcastTo({ x }, { shape }), (value) => value / times);
      },
    },
  },
  {
    name: 'gradient averaged over the stretched axes',
    operation: 'tensor.broadcastTo',
    caughtBy: 'tensor.broadcastTo/adjoint',
    gradients: {
      'tensor.broadcastTo': async ({ x }, g, attributes) => {
        const summed = await pullbacks['tensor.broadcastTo']({ x }, g, attributes);
        const times = sizeOf(g.shape) / Math.max(sizeOf(x.shape), 1);
        return { x: summed.x && mapped(summed.x, (value) => value / times) };
      },
    },
  },
  {
    name: 'tiled to shapes that do not fit',
    operation: 'tensor.broadcastTo',
    caughtBy: 'tensor.broadcastTo/R1',
    operations: {
      'tensor.broadcastTo': ({ x }, { shape }) => {
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
      },
    },
  },
  {
    name: 'column-major order between matrices',
    operation: 'tensor.reshape',
    caughtBy: 'tensor.reshape/C1',
    operations: {
      'tensor.reshape': async ({ x }, { shape }) =>
        x.shape.length === 2 && shape.length === 2 ? columnMajor(x, shape) : reshape({ x }, { shape }),
    },
  },
  {
    name: 'last axis split with the new axis innermost',
    operation: 'tensor.reshape',
    caughtBy: 'tensor.reshape/C5',
    operations: {
      'tensor.reshape': async ({ x }, { shape }) => {
        const y = await reshape({ x }, { shape });
        const [parts = 1, size = 1] = y.shape.slice(-2);
        if (y.shape.length !== x.shape.length + 1 || x.shape.at(-1) !== parts * size) return y;
        const values = valuesOf(y);
        return mapped(y, (_, at) => {
          const within = at % (parts * size);
          return values[at - within + (within % size) * parts + Math.floor(within / size)] ?? 0;
        });
      },
    },
  },
  {
    name: 'axes read from last to first',
    operation: 'tensor.permute',
    caughtBy: 'tensor.permute/C2',
    operations: { 'tensor.permute': ({ x }, { axes }) => permute({ x }, { axes: [...axes].reverse() }) },
  },
  {
    name: 'nothing copied where no axis is stretched',
    operation: 'tensor.broadcastTo',
    caughtBy: 'tensor.broadcastTo/C3',
    operations: {
      'tensor.broadcastTo': async ({ x }, { shape }) => {
        const y = await broadcastTo({ x }, { shape });
        return x.shape.join() === shape.join() ? mapped(y, () => 0) : y;
      },
    },
  },
  {
    name: 'first axis written from the end',
    operation: 'tensor.broadcastTo',
    caughtBy: 'tensor.broadcastTo/C2',
    operations: {
      'tensor.broadcastTo': async ({ x }, { shape }) => {
        const y = await broadcastTo({ x }, { shape });
        const [values, rows] = [valuesOf(y), shape[0] ?? 1];
        const size = values.length / rows;
        return mapped(y, (_, at) => values[(rows - 1 - Math.floor(at / size)) * size + (at % size)] ?? 0);
      },
    },
  },
];
