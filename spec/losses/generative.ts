import { defineOperation } from '../operation.ts';
import { refuse } from '../refusal.ts';
import { arjovsky2017, dinh2017, goodfellow2014, miyato2018 } from '../sources.ts';

interface Samples {
  readonly n: number;
  readonly m: number;
}

/** What the records of two samples share. */
const sampled = {
  sizes({ n, m }: Samples) {
    if (n < 1 || m < 1) refuse('R1', `both samples must have an element, got ${n} and ${m}`);
    return {};
  },
  freedom: 'NaN for a sample without elements in place of an error',
  rejects: { R1: 'both samples must have an element' },
  feasible: ({ n, m }: Samples) => ({ n: Math.max(n, 1), m: Math.max(m, 1) }),
} as const;

export const ganMinimax = defineOperation({
  id: 'losses.ganMinimax',
  meaning:
    'The value that a discriminator maximises and a generator minimises: the mean of ln D over what is real and of ln(1 - D) over what is not.',
  signature: 'real[n], fake[m] -> value[]',
  sizes: sampled.sizes,
  definition: ({ real, fake }, { mean, log, add, sub, constant }) => ({
    value: () =>
      add(
        mean('n', (i) => log(real(i))),
        mean('m', (j) => log(sub(constant(1), fake(j)))),
      ),
  }),
  freedom: sampled.freedom,
  special: 'propagatesNaN',
  rejects: sampled.rejects,
  domain: { real: 'chance', fake: 'chance' },
  feasible: sampled.feasible,
  exchangeable: ['n', 'm'],
  derivative: ({ real, fake }, { value: g }, { div, neg, sub, mul, constant, count }) => ({
    real: (i) => div(g(), mul(count('n'), real(i))),
    fake: (j) => neg(div(g(), mul(count('m'), sub(constant(1), fake(j))))),
  }),
  clauses: {
    C1: 'below 0, and -2 ln 2 where nothing is told apart, D = 1/2: the value at the optimum of equal distributions',
    C2: 'what is real and what is not change places with D -> 1 - D, up to rounding, on 64ths',
    C3: 'concave in D: at a midpoint at least the mean, up to rounding',
  },
  sources: [goodfellow2014('equation 1 and proposition 1')],
});

export const ganHinge = defineOperation({
  id: 'losses.ganHinge',
  meaning:
    'Hinge loss of a discriminator: the mean of max(0, 1 - D) over what is real and of max(0, 1 + D) over what is not.',
  signature: 'real[n], fake[m] -> loss[]',
  sizes: sampled.sizes,
  definition: ({ real, fake }, { mean, larger, add, sub, constant }) => ({
    loss: () =>
      add(
        mean('n', (i) => larger(constant(0), sub(constant(1), real(i)))),
        mean('m', (j) => larger(constant(0), add(constant(1), fake(j)))),
      ),
  }),
  freedom: sampled.freedom,
  special: 'propagatesNaN',
  rejects: sampled.rejects,
  feasible: sampled.feasible,
  exchangeable: ['n', 'm'],
  derivative: ({ real, fake }, { loss: g }, { div, neg, select, constant, count }) => ({
    real: (i) =>
      select(
        real(i),
        constant(1),
        () => neg(div(g(), count('n'))),
        () => constant(0),
      ),
    fake: (j) =>
      select(
        constant(-1),
        fake(j),
        () => div(g(), count('m')),
        () => constant(0),
      ),
  }),
  kinks:
    'where D is 1 for what is real, or -1 for what is not, the slope is any number between 0 and that of the other side (here 0)',
  clauses: {
    C1: 'at least 0, 2 where D is 0, and 0 where D is beyond 1 and -1 on either side',
    C2: 'what is real and what is not change places with D -> -D, up to rounding',
    C3: 'convex in D: at a midpoint at most the mean, up to rounding',
  },
  sources: [miyato2018('equation 17')],
});

export const wassersteinCritic = defineOperation({
  id: 'losses.wassersteinCritic',
  meaning: 'The mean of a critic over what is real less that over what is not, which its training maximises.',
  signature: 'real[n], fake[m] -> difference[]',
  sizes: sampled.sizes,
  definition: ({ real, fake }, { mean, sub }) => ({ difference: () => sub(mean('n', real), mean('m', fake)) }),
  freedom: sampled.freedom,
  special: 'propagatesNaN',
  rejects: sampled.rejects,
  feasible: sampled.feasible,
  homogeneous: [{ real: 1, fake: 1, difference: 1 }],
  exchangeable: ['n', 'm'],
  derivative: (_, { difference: g }, { div, neg, count }) => ({
    real: () => div(g(), count('n')),
    fake: () => neg(div(g(), count('m'))),
  }),
  clauses: {
    C1: 'a constant added to the critic changes nothing, on integers, up to rounding',
    C2: 'what is real and what is not change places with the sign, up to rounding',
  },
  sources: [arjovsky2017('equation 2 and algorithm 1')],
});

export const flowNegativeLogLikelihood = defineOperation({
  id: 'losses.flowNegativeLogLikelihood',
  meaning:
    'Negative log-density of what a flow maps to z, whose density is standard normal: |z|^2 / 2 + n ln(2 pi) / 2 less the logarithm of the Jacobian determinant.',
  signature: 'z[..., n], logDeterminant[...] -> loss[...]',
  definition: ({ z, logDeterminant }, { each, total, power, mul, div, neg, log, pi, constant, count }) => ({
    loss() {
      const two = constant(2);
      const halves = each('n', (i = 0) => div(power(z(i), 2), two));
      const scale = div(mul(count('n'), log(mul(two, pi()))), two);
      return total([...halves, scale, neg(logDeterminant())]);
    },
  }),
  special: 'propagatesNaN',
  exchangeable: ['n'],
  derivative: ({ z }, { loss: g }, { mul, neg }) => ({ z: (i) => mul(g(), z(i)), logDeterminant: () => neg(g()) }),
  clauses: {
    C1: 'least at z = 0, where it is n ln(2 pi) / 2 less the logarithm of the determinant, and |z|^2 / 2 above that, up to rounding',
    C2: 'of coordinates side by side it is the sum of both, up to rounding',
    C3: 'the logarithm of the determinant is taken off: c less of it gives c more, on integers, up to rounding',
  },
  sources: [dinh2017('equation 2')],
});
