import { rowMajorStrides, sizeOf } from '../../tensor.ts';

/**
 * The shape that a tensor is reshaped to: one -1 is replaced by the size that makes the numbers of elements equal.
 *
 * Throws RangeError where there is none: another number of elements, two -1, or -1 beside a 0.
 */
export function reshapedShape(from: readonly number[], to: readonly number[]): number[] {
  const refuse = (rule: string): never => {
    throw new RangeError(`${rule}, got [${to.join(', ')}] for [${from.join(', ')}]`);
  };
  if (!to.every((size) => Number.isInteger(size) && size >= -1))
    refuse('shape must hold integers that are at least -1');
  const open = to.filter((size) => size === -1).length;
  if (open > 1) refuse('shape must hold at most one -1');
  const fixed = sizeOf(to.filter((size) => size !== -1));
  if (open === 1 && (fixed === 0 || sizeOf(from) % fixed !== 0)) {
    refuse('a size of -1 must be determined by the number of elements');
  }
  const shape = to.map((size) => (size === -1 ? sizeOf(from) / fixed : size));
  if (sizeOf(shape) !== sizeOf(from)) refuse('shape must hold as many elements as the tensor');
  return shape;
}

/** The index in one shape of the element at an index in another, both in row-major order. */
export function sameElement(index: readonly number[], from: readonly number[], to: readonly number[]): number[] {
  const strides = rowMajorStrides(from);
  const position = index.reduce((sum, at, axis) => sum + at * (strides[axis] ?? 0), 0);
  return rowMajorStrides(to).map((stride, axis) => Math.floor(position / stride) % (to[axis] ?? 1));
}
