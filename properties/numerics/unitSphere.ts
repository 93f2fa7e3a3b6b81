import { unitSphere } from '../../spec/numerics/unitSphere.ts';
import { type Law, law } from '../law.ts';
import { fairSigns, oneKey, signCount } from './_internal/signs.ts';

/** What does not follow from its record. */
export const laws: readonly Law[] = [
  law(unitSphere, 'C7', {
    ...oneKey,
    hint: 'the length is taken for a number without a sign',
    check: async (on, { key }, context) => {
      const { x } = await on(unitSphere, {}, { shape: [signCount], n: 1, key, dtype: context.dtype });
      return fairSigns(x, context);
    },
  }),
];
