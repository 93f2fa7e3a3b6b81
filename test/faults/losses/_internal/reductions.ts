import type { NdArray } from '../../../../src/ndArray.ts';
import { arrayOf } from '../../_internal/plain.ts';

/** The mean where the sum is asked for. */
export const meanForSum = <R extends string>({ reduction }: { readonly reduction: R }) => ({
  reduction: (reduction === 'sum' ? 'mean' : reduction) as R,
});

/** 0 for the mean of no elements. */
export const emptyMean = (
  { dtype, shape }: NdArray,
  { reduction }: { readonly reduction: string },
): NdArray | undefined => (reduction === 'mean' && shape.includes(0) ? arrayOf(dtype, [], [0]) : undefined);
