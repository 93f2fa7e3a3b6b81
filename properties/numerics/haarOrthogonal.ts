import { haarOrthogonal } from '../../spec/numerics/haarOrthogonal.ts';
import { type Law, law } from '../law.ts';
import { fairSigns, oneKey, signCount } from './_internal/signs.ts';

/** What does not follow from its record. */
export const laws: readonly Law[] = [
  law(haarOrthogonal, 'C8', {
    ...oneKey,
    hint: 'the sign of the diagonal of R is divided out of a matrix with one entry',
    check: async (on, { key }, context) => {
      const { q } = await on(haarOrthogonal, {}, { shape: [signCount], n: 1, key, dtype: context.dtype });
      return fairSigns(q, context);
    },
  }),
];
