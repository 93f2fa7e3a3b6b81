import fc from 'fast-check';
import type { Tensor } from '../../../spec/tensor.ts';
import { thresholds } from '../../../spec/thresholds.ts';
import { knownSingularValues } from '../../generators/knownSpectrum.ts';
import { tensors } from '../../generators/tensors.ts';
import type { Context } from '../../law.ts';
import { exactMatrix } from '../../verbs/exactMatrices.ts';
import { singularValuesOf } from '../../verbs/spectrum.ts';
import { product } from '../../verbs/tensors.ts';

/** Integer matrices of a rank below both sizes, most often. */
export const lowerRank = (context: Context) =>
  fc.oneof(
    knownSingularValues(context, { deficient: true }).map(({ a }) => ({ a })),
    tensors(context, { left: 'm r', right: 'r n' }, { least: 1, most: 4, sizes: { r: 2 } }).map(({ left, right }) => ({
      a: product(left, right),
    })),
  );

/** Singular values other than zero; the case is none where rounding could take one of them for zero. */
export function wellDetermined(a: Tensor, u: number): readonly number[] {
  // A product of drawn factors may lie beyond a type of 16 bits.
  fc.pre(a.data.every(Number.isFinite));
  const values = singularValuesOf(exactMatrix(a), u).filter((value) => value > 0);
  const [largest = 0, least = 0] = [values[0], values.at(-1)];
  // The tolerance of the rank, and once more what the singular values may be off (svd/C7).
  fc.pre(least >= (1 + thresholds.singular) * Math.max(...a.shape) * 2 * u * largest);
  return values;
}
