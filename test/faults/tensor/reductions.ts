import { reduction } from '../../../spec/tensor/_internal/reduction.ts';
import { sizeOf } from '../../../spec/tensor.ts';
import type { NdArray } from '../../../src/ndArray.ts';
import { implementations, pullbacks } from '../../../src/registry.generated.ts';
import { reducedLast, runsOf } from '../../../src/tensor/_internal/reduction.ts';
import { arrayOf, mapped, sum as total, valuesOf } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

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
  ...faultsOf('tensor.sum', ({ misread, misset, wrong, wrongGradient }) => [
    misset('the sign of negative axes dropped', 'integers', ({ axes }) => ({ axes: axes?.map(Math.abs) ?? null })),
    misset('an empty list of axes taken for all', 'C1', ({ axes }) => ({ axes: axes?.length ? axes : null })),
    wrong('the other axis of a square matrix summed', 'C4', ({ x }, { axes, keepdims }) => {
      const [first, second] = x.shape;
      // Rows and columns of a square matrix exchanged: the shape of the result gives nothing away.
      const isSquare = x.shape.length === 2 && first === second && axes?.length === 1;
      return sum({ x }, { axes: isSquare ? [axes[0] === 0 || axes[0] === -2 ? 1 : 0] : axes, keepdims });
    }),
    misset('keepdims ignored', 'C5', () => ({ keepdims: false })),
    misread('NaN left out of the sum', 'special', ({ x }) => ({
      x: mapped(x, (value) => (Number.isNaN(value) ? 0 : value)),
    })),
    wrong('elements beyond the first 8 of a run dropped', 'C3', ({ x }, attributes) =>
      reduce(x, attributes, (run) => total(Array.from(run.slice(0, 8)))),
    ),
    wrongGradient('gradient divided by the number of elements, as of a mean', 'adjoint', (inputs, g, attributes) =>
      pullbacks['tensor.mean'](inputs, g, attributes),
    ),
  ]),
  ...faultsOf('tensor.mean', ({ spoilt, wrong, wrongGradient }) => [
    wrong('divided by n - 1', 'C2', ({ x }, attributes) =>
      reduce(x, attributes, (run) => total(Array.from(run)) / (run.length - 1)),
    ),
    spoilt('divided by the size of the last axis alone', 'C4', (result, { x }) =>
      mapped(result, (value) => value / (x.shape.at(-1) ?? 1)),
    ),
    spoilt('divided by the size of the whole tensor', 'integers', (result, { x }) =>
      mapped(result, (value) => value / sizeOf(x.shape)),
    ),
    wrong('divided by n + 1, as a smoothed estimate', 'C3', ({ x }, attributes) =>
      reduce(x, attributes, (run) => total(Array.from(run)) / (run.length + 1)),
    ),
    wrong('a repeated axis counted once', 'R1', ({ x }, { axes, keepdims }) => {
      return mean({ x }, { axes: distinct(axes, x.shape.length), keepdims });
    }),
    wrongGradient('gradient not divided', 'jacobian', (inputs, g, attributes) =>
      pullbacks['tensor.sum'](inputs, g, attributes),
    ),
    wrong('running mean that forgets: (mean + x) / 2', 'C4', ({ x }, attributes) =>
      reduce(x, attributes, (run) => run.reduce((average, value) => (average + value) / 2)),
    ),
  ]),
  ...faultsOf('tensor.max', ({ wrong, wrongGradient }) => [
    wrong('search starts from 0', 'C1', ({ x }, attributes) => reduce(x, attributes, (run) => largest(run, 0))),
    wrong('NaN loses every comparison', 'C4', ({ x }, attributes) =>
      reduce(x, attributes, (run) => largest(run, Number.NEGATIVE_INFINITY)),
    ),
    wrong('the maximum of nothing is -Infinity', 'R2', ({ x }, attributes) =>
      reduce(x, attributes, (run) => Math.max(Number.NEGATIVE_INFINITY, ...run)),
    ),
    wrongGradient('every one of equal maxima gets the whole cotangent', 'C5', ({ x }, g, { axes }) => {
      const most = max({ x }, { axes, keepdims: true });
      const wide = (array: typeof g) =>
        valuesOf(implementations['tensor.broadcastTo']({ x: array }, { shape: x.shape }));
      const [top, incoming] = [wide(most), wide(arrayOf(g.dtype, most.shape, valuesOf(g)))];
      return { x: mapped(x, (value, at) => (value === top[at] ? (incoming[at] ?? 0) : 0)) };
    }),
    wrongGradient('gradient spread over all elements, as of a mean', 'kinks', (inputs, g, attributes) =>
      pullbacks['tensor.mean'](inputs, g, attributes),
    ),
    wrong('largest magnitude', 'C2', ({ x }, attributes) =>
      reduce(x, attributes, (run) => run.reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a))),
    ),
  ]),
  ...faultsOf('tensor.mean', ({ misset }) => [misset('keepdims ignored', 'C5', () => ({ keepdims: false }))]),
  ...faultsOf('tensor.sum', ({ wrong }) => [
    wrong('the sum of nothing is NaN', 'C2', ({ x }, attributes) =>
      reduce(x, attributes, (run) => (run.length === 0 ? Number.NaN : total(Array.from(run)))),
    ),
    wrong('a repeated axis counted once', 'R1', ({ x }, { axes, keepdims }) =>
      sum({ x }, { axes: distinct(axes, x.shape.length), keepdims }),
    ),
  ]),
  ...faultsOf('tensor.max', ({ wrong }) => [
    wrong('a repeated axis counted once', 'R1', ({ x }, { axes, keepdims }) =>
      max({ x }, { axes: distinct(axes, x.shape.length), keepdims }),
    ),
    wrong('of several axes only the last one searched', 'C3', ({ x }, attributes) => {
      max({ x }, attributes);
      const reduced = distinct(attributes.axes, x.shape.length) ?? x.shape.map((_, axis) => axis);
      const last = x.shape[Math.max(...reduced)] ?? 1;
      return reduce(x, attributes, (run) => Math.max(...run.slice(0, last)));
    }),
    wrong('search stops at the first descent', 'C6', ({ x }, attributes) =>
      reduce(x, attributes, (run) => {
        const top = run.findIndex((value, at) => !((run[at + 1] ?? Number.NEGATIVE_INFINITY) > value));
        return run[top] ?? Number.NaN;
      }),
    ),
  ]),
  ...faultsOf('tensor.mean', ({ spoilt, wrong }) => [
    wrong('the sum multiplied by a rounded 1 / n', 'C6', ({ x }, attributes) =>
      reduce(x, attributes, (run) => total(Array.from(run)) * (1 / run.length)),
    ),
    spoilt('rounded to three decimals', 'C1', (result) => mapped(result, (value) => Math.round(value * 1000) / 1000)),
  ]),
];
