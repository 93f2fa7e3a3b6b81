import type { Promises } from '../../../conformance/adapter.ts';
import { eachIndex } from '../../../spec/notation.ts';
import { rowMajorStrides } from '../../../spec/tensor.ts';
import { type Arithmetic, compensated, inLanes, pairwise, reversed, type Summation } from '../_internal/arithmetic.ts';
import type { Core, Variant } from '../variant.ts';

/** Reduces the axes of x, handing every group of elements over in row-major order. */
function reduced({ shape, values }: Core, axes: unknown, combine: (group: readonly number[]) => number): number[] {
  const rank = shape.length;
  const chosen = Array.isArray(axes) ? axes.map((axis: number) => (axis + rank) % rank) : shape.map((_, axis) => axis);
  const strides = rowMajorStrides(shape);
  const sizes = (isReduced: boolean) => shape.map((size, axis) => (chosen.includes(axis) === isReduced ? size : 1));
  const at = (index: readonly number[]) => index.reduce((sum, i, axis) => sum + i * (strides[axis] ?? 0), 0);
  const results: number[] = [];
  eachIndex(sizes(false), (outer) => {
    const group: number[] = [];
    eachIndex(sizes(true), (inner) => group.push(values[at(outer) + at(inner)] ?? Number.NaN));
    results.push(combine(group));
  });
  return results;
}

const sumOf = (name: string, summation: Summation): Variant => ({
  name,
  operation: 'tensor.sum',
  compute: ({ x }, { axes }, f) => ({
    y: x === undefined ? [] : reduced(x, axes ?? null, (group) => summation(group, f)),
  }),
});

/** A mean; infinities cancel in one that is updated, which an adapter has to say. */
const meanOf = (
  name: string,
  average: (group: readonly number[], f: Arithmetic) => number,
  promises: Promises = {},
): Variant => ({
  name,
  operation: 'tensor.mean',
  promises,
  compute: ({ x }, { axes }, f) => ({
    y: x === undefined ? [] : reduced(x, axes ?? null, (group) => average(group, f)),
  }),
});

/** Welford's running mean, with a reciprocal and a fused update. */
export const running = (group: readonly number[], f: Arithmetic): number =>
  group.reduce((mean, value, at) => f.fma(f.sub(value, mean), f.div(1, at + 1), mean), 0);

/** The means of two halves put together, each weighted by its share (Chan, Golub and LeVeque). */
export const merged = (group: readonly number[], f: Arithmetic): number => {
  if (group.length < 2) return group[0] ?? 0;
  const half = Math.ceil(group.length / 2);
  const [left, right] = [merged(group.slice(0, half), f), merged(group.slice(half), f)];
  return f.add(left, f.mul(f.sub(right, left), f.div(group.length - half, group.length)));
};

export const variants: readonly Variant[] = [
  sumOf('last term first', reversed),
  sumOf('in halves', pairwise),
  sumOf('in four lanes', inLanes),
  sumOf("Kahan's compensation", compensated),
  meanOf('a sum in halves times the reciprocal', (group, f) => f.mul(pairwise(group, f), f.div(1, group.length))),
  meanOf('a running mean', running, { nonfinite: 'undefined' }),
  meanOf('means of halves merged', merged, { nonfinite: 'undefined' }),
];
