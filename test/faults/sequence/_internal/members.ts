import type { NdArray } from '../../../../src/ndArray.ts';
import { mapped } from '../../_internal/plain.ts';

/** Whether one matrix stands for all members of a batch. */
export const isShared = (matrix: NdArray | undefined, { shape }: NdArray): boolean =>
  matrix?.shape.length === 2 && shape.length > 2;

/** A cotangent of matrices, of which only that of the last member is not 0. */
export function lastMember(g: NdArray): NdArray {
  const size = (g.shape.at(-1) ?? 1) * (g.shape.at(-2) ?? 1);
  const count = g.shape.reduce((product, axis) => product * axis, 1);
  return mapped(g, (value, at) => (at >= count - size ? value : 0));
}
