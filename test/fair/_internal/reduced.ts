import { eachIndex } from '../../../spec/notation.ts';
import { rowMajorStrides } from '../../../spec/tensor.ts';
import type { Core } from '../variant.ts';

/** Reduces the axes of x, handing every group of elements over in row-major order. */
export function reduced(
  { shape, values }: Core,
  axes: unknown,
  combine: (group: readonly number[]) => number,
): number[] {
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
