import { cond } from '../../../spec/decompositions/spectralValues.ts';
import { tensorOf } from '../../../spec/tensor.ts';
import { thresholds } from '../../../spec/thresholds.ts';
import { dealt } from '../../generators/dealt.ts';
import { ofMatrices } from '../../ofMatrices.ts';
import { near } from '../../verbs/measured.ts';
import { only } from '../../verbs/tensors.ts';

/** The angles between columns say nothing of how near they are to a plane. */
export const nearlyCoplanar = ofMatrices(cond, ({ kappa }) => 1 / only(kappa))('C8', {
  hint: 'the largest cosine between two columns is taken for a measure of the condition',
  cases: ({ dtype }) =>
    dealt([3, 12, 13]).map((bits) => {
      const t = 2 ** -bits;
      const a = tensorOf(
        dtype,
        [3, 3],
        Array.from({ length: 9 }, (_, at) => (at % 4 === 0 ? 2 + t : t - 1)),
      );
      return { a, t };
    }),
  of: ({ a }) => [a],
  see: ([inverse], { t }, { u }) => [near('1 / kappa', inverse, t, 2 * thresholds.singular * 3 * 2 * u)],
});
