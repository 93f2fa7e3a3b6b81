import { categorical, dirichlet } from '../../spec/numerics/simplex.ts';
import type { Law } from '../law.ts';
import { refuses } from '../observed.ts';
import { vector } from '../verbs/tensors.ts';
import { oneKey } from './_internal/signs.ts';

const shape = [3] as const;

/** What does not follow from their records. */
export const laws: readonly Law[] = [
  refuses(categorical, 'R3', {
    ...oneKey,
    calls: ({ key }, context) => ({
      'probabilities that sum to more than 1 are refused': { p: vector(context, [0.5, 0.75]), shape, key },
      'probabilities that sum to less than 1 are refused': { p: vector(context, [0.5, 0.25]), shape, key },
      'a negative probability is refused': { p: vector(context, [-0.25, 0.5, 0.75]), shape, key },
      'a probability above 1 is refused': { p: vector(context, [1.5, -0.5]), shape, key },
    }),
  }),
  refuses(dirichlet, 'R3', {
    ...oneKey,
    orNaN: true,
    calls: ({ key }, context) => ({
      'a concentration of 0 is refused': { alpha: vector(context, [0, 0]), shape, key },
      'a negative concentration is refused': { alpha: vector(context, [1, -0.5]), shape, key },
    }),
  }),
];
