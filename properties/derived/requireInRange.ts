import fc from 'fast-check';
import type { Tensor } from '../../spec/tensor.ts';
import type { Context } from '../law.ts';

/** Leaves a case out where a result is beyond the range of float16, which small integers reach: the laws with a bound say whether it should be. */
export function requireInRange(
  { dtype }: Context,
  ...results: readonly Readonly<Record<string, Tensor | undefined>>[]
): void {
  if (dtype !== 'float16') return;
  const tensors = results.flatMap((one) => Object.values(one));
  fc.pre(tensors.every((one) => one === undefined || one.data.every(Number.isFinite)));
}
