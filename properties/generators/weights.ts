import fc from 'fast-check';
import { type FloatDtype, type Tensor, tensorOf } from '../../spec/tensor.ts';

/** Small integers of both signs: positive ones alone hide sign errors. */
export const signedWeights = fc.array(fc.constantFrom(1, -1, 2, -2, 3, -3, 5, -5, 0), { minLength: 7, maxLength: 7 });

/** A matrix of these weights, repeated as often as needed; seven, so that rows of no usual length repeat. */
export const weighted = (dtype: FloatDtype, [m, n]: readonly [number, number], weights: readonly number[]): Tensor =>
  tensorOf(
    dtype,
    [m, n],
    Array.from({ length: m * n }, (_, at) => weights[at % weights.length] ?? 0),
  );
