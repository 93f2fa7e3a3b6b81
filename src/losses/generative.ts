import {
  flowNegativeLogLikelihood as flowNegativeLogLikelihoodSpecification,
  ganHinge as ganHingeSpecification,
  ganMinimax as ganMinimaxSpecification,
  wassersteinCritic as wassersteinCriticSpecification,
} from '../../spec/losses/generative.ts';
import { reference } from '../_internal/reference.ts';
import { inner, total } from '../_internal/rows.ts';

const mean = (row: Float64Array): number => total(row) / row.length;

export const ganMinimax = reference(ganMinimaxSpecification, {
  halves: true,
  member: ({ real, fake }) => mean(real.map(Math.log)) + mean(fake.map((d) => Math.log1p(-d))),
  pullback: ({ real, fake }, g) => ({
    real: real.map((d) => g / (real.length * d)),
    fake: fake.map((d) => -g / (fake.length * (1 - d))),
  }),
});

export const ganHinge = reference(ganHingeSpecification, {
  halves: true,
  member: ({ real, fake }) => mean(real.map((d) => Math.max(0, 1 - d))) + mean(fake.map((d) => Math.max(0, 1 + d))),
  pullback: ({ real, fake }, g) => ({
    real: real.map((d) => (d < 1 ? -g / real.length : 0)),
    fake: fake.map((d) => (d > -1 ? g / fake.length : 0)),
  }),
});

export const wassersteinCritic = reference(wassersteinCriticSpecification, {
  halves: true,
  member: ({ real, fake }) => mean(real) - mean(fake),
  pullback: ({ real, fake }, g) => ({
    real: real.map(() => g / real.length),
    fake: fake.map(() => -g / fake.length),
  }),
});

export const flowNegativeLogLikelihood = reference(flowNegativeLogLikelihoodSpecification, {
  halves: true,
  member: ({ z, logDeterminant }) => inner(z, z) / 2 + (z.length * Math.log(2 * Math.PI)) / 2 - logDeterminant,
  pullback: ({ z }, g) => ({ z: z.map((value) => g * value), logDeterminant: -g }),
});
