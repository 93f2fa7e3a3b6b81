import { holds } from '../_internal/holds.ts';
import { defineOperation } from '../operation.ts';
import { boucheronLugosiMassart2013, gumbel1958, massart1990, numpy } from '../sources.ts';
import { sample } from './_internal/sample.ts';

const { LN2, PI } = Math;

export const exponential = defineOperation({
  id: 'numerics.exponential',
  meaning: 'Independent numbers from the exponential distribution of mean 1, as a key says.',
  signature: '() -> x[s*]',
  attributes: sample.attributes,
  sizes: (_, { shape }) => ({ s: shape }),
  equations: {
    C1: ({ x }, { minus, absolute, largest, isZero }) => holds(isZero(minus(x, absolute(x))) && largest(x) <= 64),
  },
  random: {
    at: [{}],
    coins: [([x = 0]) => x > LN2, ([x = 0]) => x > Math.log(4 / 3) && x < 2 * LN2],
    statistics: {
      // ln E exp(a (x - 1)) = -ln(1 - a) - a <= a^2 / (2 (1 - a)), which is Bernstein's condition of variance 1 and scale 1.
      C2: { quantity: ([x = 0]) => x, mean: () => 1, variance: () => 1, scale: () => 1 },
      C3: [
        { distribution: (x) => -Math.expm1(-x) },
        { happens: ([x = 0]) => x < 2 ** -11, probability: () => -Math.expm1(-(2 ** -11)) },
      ],
      C4: [4, 7].map((t) => ({ happens: ([x = 0]) => x > t, probability: () => Math.exp(-t) })),
    },
  },
  freedom: sample.freedom,
  special: sample.special,
  rejects: sample.rejects,
  clauses: {
    C1: 'every element is finite and at least 0, and none above 64, where 2e-28 of the distribution lies',
    C2: 'E x = 1',
    C3: 'P(x <= t) = 1 - exp(-t), near 0 too',
    C4: 'P(x > t) = exp(-t), 0.018 for t = 4 and 0.00091 for t = 7: the tail is there',
  },
  sources: [
    massart1990('corollary 1'),
    boucheronLugosiMassart2013('section 2.4: sub-gamma variables'),
    numpy('Generator.standard_exponential'),
  ],
});

/** Euler's constant, the mean. */
const centre = 0.5772156649015329;
/** What the mean of (x - centre)^2 misses where x > 8, as an integral over e = exp(-x), of density exp(-e), up to e^-8; e^-24 is left out. */
const beyond = ((e: number, d: number) => e * (d * d - 2 * d + 2) - (e * e * (2 * d * d - 2 * d + 1)) / 4)(
  Math.exp(-8),
  centre - 8,
);

export const gumbel = defineOperation({
  id: 'numerics.gumbel',
  meaning:
    'Independent numbers from the Gumbel distribution, -ln(-ln U) of a uniform U: the largest of n exponential numbers, less ln n, comes near to it.',
  signature: '() -> x[s*]',
  attributes: sample.attributes,
  sizes: (_, { shape }) => ({ s: shape }),
  equations: {
    C1: ({ x }, { largest, ratio }) => ratio(largest(x), 64),
  },
  random: {
    at: [{}],
    coins: [([x = 0]) => x > -Math.log(LN2), ([x = 0]) => x > -Math.log(2 * LN2) && x < -Math.log(Math.log(4 / 3))],
    statistics: {
      // ln E exp(a (x - centre)) is the sum of zeta(k) a^k / k from k = 2 on, at most pi^2 / 6 a^2 / (2 (1 - a)): Bernstein's condition.
      C2: { quantity: ([x = 0]) => x, mean: () => centre, variance: () => PI ** 2 / 6, scale: () => 1 },
      C3: {
        quantity: ([x = 0]) => (x <= 8 ? (x - centre) ** 2 : 0),
        mean: () => PI ** 2 / 6 - beyond,
        variance: () => (11 * PI ** 4) / 90,
        scale: () => (8 - centre) ** 2 / 3,
      },
      C4: { distribution: (x) => Math.exp(-Math.exp(-x)) },
      C5: [
        { happens: ([x = 0]) => x > 7, probability: () => -Math.expm1(-Math.exp(-7)) },
        { happens: ([x = 0]) => x < -2, probability: () => Math.exp(-Math.exp(2)) },
      ],
    },
  },
  freedom: sample.freedom,
  special: sample.special,
  rejects: sample.rejects,
  clauses: {
    C1: 'every element is finite, and none beyond 64 in magnitude, where 2e-28 of the distribution lies',
    C2: 'E x = 0.5772.., the constant of Euler',
    C3: 'E (x - 0.5772..)^2 = pi^2 / 6, of which what lies beyond 8 is left out',
    C4: 'P(x <= t) = exp(-exp(-t))',
    C5: 'P(x > 7) = 0.00091 and P(x < -2) = 0.00062: the tails are there',
  },
  sources: [
    gumbel1958('section 5.2'),
    massart1990('corollary 1'),
    boucheronLugosiMassart2013('section 2.4: sub-gamma variables'),
    numpy('Generator.gumbel'),
  ],
});
