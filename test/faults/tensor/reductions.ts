import { reduction } from '../../../spec/tensor/_internal/reduction.ts';
import { sizeOf } from '../../../spec/tensor.ts';
import type { NdArray } from '../../../src/ndArray.ts';
import { implementations, pullbacks } from '../../../src/registry.generated.ts';
import { reducedLast, runsOf } from '../../../src/tensor/_internal/reduction.ts';
import { arrayOf, mapped, sum as total, valuesOf } from '../_internal/plain.ts';
import type { Fault } from '../fault.ts';

const { 'tensor.sum': sum, 'tensor.mean': mean, 'tensor.max': max } = implementations;

const largest = (run: Float64Array, start: number): number =>
  run.reduce((most, value) => (value > most ? value : most), start);

/** Every axis once, counted from the front. */
const distinct = (axes: readonly number[] | null, rank: number): number[] | null =>
  axes && [...new Set(axes.map((axis) => (axis < 0 ? axis + rank : axis)))];

/** A reduction by any rule, that refuses what are no axes. */
function reduce(
  x: NdArray,
  attributes: { readonly axes: readonly number[] | null; readonly keepdims: boolean },
  rule: (run: Float64Array) => number,
): NdArray {
  const { kept } = reduction(x.shape, attributes);
  const values = Float64Array.from(valuesOf(reducedLast(x, attributes.axes)));
  return arrayOf(x.dtype, kept, runsOf(values, sizeOf(kept)).map(rule));
}

export const faults: readonly Fault[] = [
  {
    name: 'the sign of negative axes dropped',
    operation: 'tensor.sum',
    caughtBy: 'tensor.sum/integers',
    operations: {
      'tensor.sum': ({ x }, { axes, keepdims }) => sum({ x }, { axes: axes?.map(Math.abs) ?? null, keepdims }),
    },
  },
  {
    name: 'an empty list of axes taken for all',
    operation: 'tensor.sum',
    caughtBy: 'tensor.sum/C1',
    operations: {
      'tensor.sum': ({ x }, { axes, keepdims }) => sum({ x }, { axes: axes?.length ? axes : null, keepdims }),
    },
  },
  {
    name: 'the other axis of a square matrix summed',
    operation: 'tensor.sum',
    caughtBy: 'tensor.sum/C4',
    operations: {
      'tensor.sum': ({ x }, { axes, keepdims }) => {
        const [first, second] = x.shape;
        // Rows and columns of a square matrix exchanged: the shape of the result gives nothing away.
        const isSquare = x.shape.length === 2 && first === second && axes?.length === 1;
        return sum({ x }, { axes: isSquare ? [axes[0] === 0 || axes[0] === -2 ? 1 : 0] : axes, keepdims });
      },
    },
  },
  {
    name: 'keepdims ignored',
    operation: 'tensor.sum',
    caughtBy: 'tensor.sum/C5',
    operations: { 'tensor.sum': ({ x }, { axes }) => sum({ x }, { axes, keepdims: false }) },
  },
  {
    name: 'NaN left out of the sum',
    operation: 'tensor.sum',
    caughtBy: 'tensor.sum/special',
    operations: {
      'tensor.sum': ({ x }, attributes) =>
        sum({ x: mapped(x, (value) => (Number.isNaN(value) ? 0 : value)) }, attributes),
    },
  },
  {
    name: 'elements beyond the first 8 of a run dropped',
    operation: 'tensor.sum',
    caughtBy: 'tensor.sum/C3',
    operations: {
      'tensor.sum': ({ x }, attributes) => reduce(x, attributes, (run) => total(Array.from(run.slice(0, 8)))),
    },
  },
  {
    name: 'gradient divided by the number of elements, as of a mean',
    operation: 'tensor.sum',
    caughtBy: 'tensor.sum/adjoint',
    gradients: { 'tensor.sum': (inputs, g, attributes) => pullbacks['tensor.mean'](inputs, g, attributes) },
  },
  {
    name: 'divided by n - 1',
    operation: 'tensor.mean',
    caughtBy: 'tensor.mean/C2',
    operations: {
      'tensor.mean': ({ x }, attributes) => reduce(x, attributes, (run) => total(Array.from(run)) / (run.length - 1)),
    },
  },
  {
    name: 'divided by the size of the last axis alone',
    operation: 'tensor.mean',
    caughtBy: 'tensor.mean/C4',
    operations: {
      'tensor.mean': async ({ x }, attributes) =>
        mapped(await sum({ x }, attributes), (value) => value / (x.shape.at(-1) ?? 1)),
    },
  },
  {
    name: 'divided by the size of the whole tensor',
    operation: 'tensor.mean',
    caughtBy: 'tensor.mean/integers',
    operations: {
      'tensor.mean': async ({ x }, attributes) =>
        mapped(await sum({ x }, attributes), (value) => value / sizeOf(x.shape)),
    },
  },
  {
    name: 'divided by n + 1, as a smoothed estimate',
    operation: 'tensor.mean',
    caughtBy: 'tensor.mean/C3',
    operations: {
      'tensor.mean': ({ x }, attributes) => reduce(x, attributes, (run) => total(Array.from(run)) / (run.length + 1)),
    },
  },
  {
    name: 'a repeated axis counted once',
    operation: 'tensor.mean',
    caughtBy: 'tensor.mean/R1',
    operations: {
      'tensor.mean': ({ x }, { axes, keepdims }) => {
        return mean({ x }, { axes: distinct(axes, x.shape.length), keepdims });
      },
    },
  },
  {
    name: 'gradient not divided',
    operation: 'tensor.mean',
    caughtBy: 'tensor.mean/jacobian',
    gradients: { 'tensor.mean': (inputs, g, attributes) => pullbacks['tensor.sum'](inputs, g, attributes) },
  },
  {
    name: 'running mean that forgets: (mean + x) / 2',
    operation: 'tensor.mean',
    caughtBy: 'tensor.mean/C4',
    operations: {
      'tensor.mean': ({ x }, attributes) =>
        reduce(x, attributes, (run) => run.reduce((average, value) => (average + value) / 2)),
    },
  },
  {
    name: 'search starts from 0',
    operation: 'tensor.max',
    caughtBy: 'tensor.max/C1',
    operations: { 'tensor.max': ({ x }, attributes) => reduce(x, attributes, (run) => largest(run, 0)) },
  },
  {
    name: 'NaN loses every comparison',
    operation: 'tensor.max',
    caughtBy: 'tensor.max/C4',
    operations: {
      'tensor.max': ({ x }, attributes) => reduce(x, attributes, (run) => largest(run, Number.NEGATIVE_INFINITY)),
    },
  },
  {
    name: 'the maximum of nothing is -Infinity',
    operation: 'tensor.max',
    caughtBy: 'tensor.max/R2',
    operations: {
      'tensor.max': ({ x }, attributes) => reduce(x, attributes, (run) => Math.max(Number.NEGATIVE_INFINITY, ...run)),
    },
  },
  {
    name: 'every one of equal maxima gets the whole cotangent',
    operation: 'tensor.max',
    caughtBy: 'tensor.max/C5',
    gradients: {
      'tensor.max': async ({ x }, g, { axes }) => {
        const most = await max({ x }, { axes, keepdims: true });
        const wide = async (array: typeof g) =>
          valuesOf(await implementations['tensor.broadcastTo']({ x: array }, { shape: x.shape }));
        const [top, incoming] = [await wide(most), await wide(arrayOf(g.dtype, most.shape, valuesOf(g)))];
        return { x: mapped(x, (value, at) => (value === top[at] ? (incoming[at] ?? 0) : 0)) };
      },
    },
  },
  {
    name: 'gradient spread over all elements, as of a mean',
    operation: 'tensor.max',
    caughtBy: 'tensor.max/kinks',
    gradients: { 'tensor.max': (inputs, g, attributes) => pullbacks['tensor.mean'](inputs, g, attributes) },
  },
  {
    name: 'largest magnitude',
    operation: 'tensor.max',
    caughtBy: 'tensor.max/C2',
    operations: {
      'tensor.max': ({ x }, attributes) =>
        reduce(x, attributes, (run) => run.reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a))),
    },
  },
  {
    name: 'keepdims ignored',
    operation: 'tensor.mean',
    caughtBy: 'tensor.mean/C5',
    operations: { 'tensor.mean': ({ x }, { axes }) => mean({ x }, { axes, keepdims: false }) },
  },
  {
    name: 'the sum of nothing is NaN',
    operation: 'tensor.sum',
    caughtBy: 'tensor.sum/C2',
    operations: {
      'tensor.sum': ({ x }, attributes) =>
        reduce(x, attributes, (run) => (run.length === 0 ? Number.NaN : total(Array.from(run)))),
    },
  },
  {
    name: 'a repeated axis counted once',
    operation: 'tensor.sum',
    caughtBy: 'tensor.sum/R1',
    operations: {
      'tensor.sum': ({ x }, { axes, keepdims }) => sum({ x }, { axes: distinct(axes, x.shape.length), keepdims }),
    },
  },
  {
    name: 'a repeated axis counted once',
    operation: 'tensor.max',
    caughtBy: 'tensor.max/R1',
    operations: {
      'tensor.max': ({ x }, { axes, keepdims }) => max({ x }, { axes: distinct(axes, x.shape.length), keepdims }),
    },
  },
  {
    name: 'of several axes only the last one searched',
    operation: 'tensor.max',
    caughtBy: 'tensor.max/C3',
    operations: {
      'tensor.max': async ({ x }, attributes) => {
        await max({ x }, attributes);
        const reduced = distinct(attributes.axes, x.shape.length) ?? x.shape.map((_, axis) => axis);
        const last = x.shape[Math.max(...reduced)] ?? 1;
        return reduce(x, attributes, (run) => Math.max(...run.slice(0, last)));
      },
    },
  },
  {
    name: 'search stops at the first descent',
    operation: 'tensor.max',
    caughtBy: 'tensor.max/C6',
    operations: {
      'tensor.max': ({ x }, attributes) =>
        reduce(x, attributes, (run) => {
          const top = run.findIndex((value, at) => !((run[at + 1] ?? Number.NEGATIVE_INFINITY) > value));
          return run[top] ?? Number.NaN;
        }),
    },
  },
  {
    name: 'the sum multiplied by a rounded 1 / n',
    operation: 'tensor.mean',
    caughtBy: 'tensor.mean/C6',
    operations: {
      'tensor.mean': ({ x }, attributes) => reduce(x, attributes, (run) => total(Array.from(run)) * (1 / run.length)),
    },
  },
  {
    name: 'rounded to three decimals',
    operation: 'tensor.mean',
    caughtBy: 'tensor.mean/C1',
    operations: {
      'tensor.mean': async ({ x }, attributes) =>
        mapped(await mean({ x }, attributes), (value) => Math.round(value * 1000) / 1000),
    },
  },
];
