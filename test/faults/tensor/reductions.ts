import { reduction } from '../../../spec/tensor/_internal/reduction.ts';
import { sizeOf } from '../../../spec/tensor.ts';
import { inShape, type NdArray } from '../../../src/ndArray.ts';
import { implementations, pullbacks } from '../../../src/registry.generated.ts';
import { reducedLast, runsOf } from '../../../src/tensor/_internal/reduction.ts';
import { arrayOf, orZero, sum as total, valuesOf, zipped } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

const { 'tensor.max': max } = implementations;

const largest = (run: readonly number[], start: number): number =>
  run.reduce((most, value) => (value > most ? value : most), start);

/** Every axis once, counted from the front. */
const distinct = ({ axes }: { readonly axes: readonly number[] | null }, { x }: { readonly x: NdArray }) => ({
  axes: axes && [...new Set(axes.map((axis) => (axis < 0 ? axis + x.shape.length : axis)))],
});

/** A reduction by any rule, that refuses what are no axes. */
function reduce(
  x: NdArray,
  attributes: { readonly axes: readonly number[] | null; readonly keepdims: boolean },
  rule: (run: number[]) => number,
): NdArray {
  const { kept } = reduction(x.shape, attributes);
  const values = Float64Array.from(valuesOf(reducedLast(x, attributes.axes)));
  return arrayOf(
    x.dtype,
    kept,
    runsOf(values, sizeOf(kept)).map((run) => rule(Array.from(run))),
  );
}

type Reducing = (
  name: string,
  clause: string,
  wrong: (inputs: { readonly x: NdArray }, attributes: Parameters<typeof reduce>[1]) => NdArray,
) => Fault;

/** Plants a reduction by a wrong rule. */
const reducing =
  (wrong: Reducing) =>
  (name: string, clause: string, rule: (run: number[]) => number): Fault =>
    wrong(name, clause, ({ x }, attributes) => reduce(x, attributes, rule));

export const faults: readonly Fault[] = [
  ...faultsOf('tensor.sum', ({ misreadEach, misset, wrong, wrongGradient }) => {
    const by = reducing(wrong);
    return [
      misset('the sign of negative axes dropped', 'integers', ({ axes }) => ({ axes: axes?.map(Math.abs) ?? null })),
      misset('an empty list of axes taken for all', 'C1', ({ axes }) => ({ axes: axes?.length ? axes : null })),
      misset('the other axis of a square matrix summed', 'C4', ({ axes }, { x: { shape } }) => {
        // Rows and columns of a square matrix exchanged: the shape of the result gives nothing away.
        const isSquare = shape.length === 2 && shape[0] === shape[1] && axes?.length === 1;
        return { axes: isSquare ? [axes[0] === 0 || axes[0] === -2 ? 1 : 0] : axes };
      }),
      misset('keepdims ignored', 'C5', () => ({ keepdims: false })),
      misreadEach('NaN left out of the sum', 'special', 'x', orZero),
      by('elements beyond the first 8 of a run dropped', 'C3', (run) => total(run.slice(0, 8))),
      wrongGradient('gradient divided by the number of elements, as of a mean', 'adjoint', pullbacks['tensor.mean']),
      by('the sum of nothing is NaN', 'C2', (run) => (run.length === 0 ? Number.NaN : total(run))),
      misset('a repeated axis counted once', 'R1', distinct),
    ];
  }),
  ...faultsOf('tensor.mean', ({ misset, spoiltEach, wrong, wrongGradient }) => {
    const by = reducing(wrong);
    return [
      by('divided by n - 1', 'C2', (run) => total(run) / (run.length - 1)),
      spoiltEach(
        'divided by the size of the last axis alone',
        'C4',
        (value, _, { x }) => value / (x.shape.at(-1) ?? 1),
      ),
      spoiltEach('divided by the size of the whole tensor', 'integers', (value, _, { x }) => value / sizeOf(x.shape)),
      by('divided by n + 1, as a smoothed estimate', 'C3', (run) => total(run) / (run.length + 1)),
      misset('a repeated axis counted once', 'R1', distinct),
      wrongGradient('gradient not divided', 'jacobian', pullbacks['tensor.sum']),
      by('running mean that forgets: (mean + x) / 2', 'C4', (run) =>
        run.reduce((average, value) => (average + value) / 2),
      ),
      misset('keepdims ignored', 'C5', () => ({ keepdims: false })),
      by('the sum multiplied by a rounded 1 / n', 'C6', (run) => total(run) * (1 / run.length)),
      spoiltEach('rounded to three decimals', 'C1', (value) => Math.round(value * 1000) / 1000),
    ];
  }),
  ...faultsOf('tensor.max', ({ misset, wrong, wrongGradient }) => {
    const by = reducing(wrong);
    return [
      by('search starts from 0', 'C1', (run) => largest(run, 0)),
      by('NaN loses every comparison', 'C4', (run) => largest(run, Number.NEGATIVE_INFINITY)),
      by('the maximum of nothing is -Infinity', 'R2', (run) => Math.max(Number.NEGATIVE_INFINITY, ...run)),
      wrongGradient('every one of equal maxima gets the whole cotangent', 'C5', ({ x }, g, { axes }) => {
        const most = max({ x }, { axes, keepdims: true });
        const incoming = zipped(x, inShape(g, most.shape), (_, cotangent) => cotangent);
        return {
          x: zipped(
            incoming,
            zipped(x, most, (a, b) => Number(a === b)),
            (a, b) => (b === 1 ? a : 0),
          ),
        };
      }),
      wrongGradient('gradient spread over all elements, as of a mean', 'kinks', pullbacks['tensor.mean']),
      by('largest magnitude', 'C2', (run) => run.reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a))),
      misset('a repeated axis counted once', 'R1', distinct),
      wrong('of several axes only the last one searched', 'C3', ({ x }, attributes) => {
        max({ x }, attributes);
        const reduced = distinct(attributes, { x }).axes ?? x.shape.map((_, axis) => axis);
        const last = x.shape[Math.max(...reduced)] ?? 1;
        return reduce(x, attributes, (run) => Math.max(...run.slice(0, last)));
      }),
      by('search stops at the first descent', 'C6', (run) => {
        const top = run.findIndex((value, at) => !((run[at + 1] ?? Number.NEGATIVE_INFINITY) > value));
        return run[top] ?? Number.NaN;
      }),
    ];
  }),
];
