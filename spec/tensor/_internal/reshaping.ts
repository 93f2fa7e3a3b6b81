import { refuse } from '../../refusal.ts';
import { rowMajorStrides, sizeOf } from '../../tensor.ts';

/**
 * The shape that a tensor is reshaped to: one -1 is replaced by the size that makes the numbers of elements equal.
 *
 * Refuses another number of elements, quoting R1, and two -1, a -1 beside a 0 or what is no size, quoting R2.
 */
export function reshapedShape(from: readonly number[], to: readonly number[]): number[] {
  const received = `got [${to.join(', ')}] for [${from.join(', ')}]`;
  if (!to.every((size) => Number.isInteger(size) && size >= -1))
    refuse('R2', `shape must hold integers that are at least -1, ${received}`);
  const open = to.filter((size) => size === -1).length;
  if (open > 1) refuse('R2', `shape must hold at most one -1, ${received}`);
  const fixed = sizeOf(to.filter((size) => size !== -1));
  if (open === 1 && fixed === 0) refuse('R2', `shape must hold no -1 beside a 0, ${received}`);
  const shape = to.map((size) => (size === -1 ? sizeOf(from) / fixed : size));
  if (sizeOf(shape) !== sizeOf(from) || !shape.every(Number.isInteger)) {
    refuse('R1', `shape must hold ${sizeOf(from)} elements, ${received}`);
  }
  return shape;
}

/** The index in one shape of the element at an index in another, both in row-major order. */
export function sameElement(index: readonly number[], from: readonly number[], to: readonly number[]): number[] {
  const strides = rowMajorStrides(from);
  const position = index.reduce((sum, at, axis) => sum + at * (strides[axis] ?? 0), 0);
  return rowMajorStrides(to).map((stride, axis) => Math.floor(position / stride) % (to[axis] ?? 1));
}
