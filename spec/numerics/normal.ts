import { defineOperation } from '../operation.ts';
import { float } from '../scalars/float.ts';
import { boucheronLugosiMassart2013, boxMuller1958, massart1990, numpy } from '../sources.ts';

const { erf } = float('float64');

/** The integral of x^(2k) over the normal distribution from -t to t, by parts: (2k - 1) times that of x^(2k - 2), less the ends. */
function moment(k: number, t: number): number {
  if (k === 0) return erf(t / Math.SQRT2);
  return (2 * k - 1) * moment(k - 1, t) - t ** (2 * k - 1) * Math.sqrt(2 / Math.PI) * Math.exp(-(t ** 2) / 2);
}

/** What lies beyond it is left out of high moments: no inequality holds a mean of what is not bounded so far. */
const most = 4;
const within = (x: number, value: number): number => (Math.abs(x) <= most ? value : 0);

/** Half of the distribution lies within it. */
const quartile = 0.6744897501960817;

export const normal = defineOperation({
  id: 'numerics.normal',
  meaning: 'Independent numbers from the standard normal distribution, of mean 0 and variance 1, as a key says.',
  signature: '() -> x[s*]',
  attributes: {
    shape: { kind: 'shape', of: 's', by: 'choice', clause: 'R1' },
    key: { kind: 'key', clause: 'R2' },
    dtype: { kind: 'dtype', clause: 'R3' },
  },
  sizes: (_, { shape }) => ({ s: shape }),
  equations: {
    C1: ({ x }, { largest, ratio }) => ratio(largest(x), 9),
  },
  random: {
    at: [{}],
    coins: [([x = 0]) => x > 0, ([x = 0]) => Math.abs(x) > quartile],
    statistics: {
      C2: { quantity: ([x = 0]) => x, mean: () => 0, variance: () => 1, scale: () => 0 },
      C3: { quantity: ([x = 0]) => x * x, mean: () => 1, variance: () => 2, scale: () => 2 },
      C4: { distribution: (x) => (1 + erf(x / Math.SQRT2)) / 2 },
      C5: [3, 3.7].map((t) => ({
        happens: ([x = 0]) => Math.abs(x) > t,
        probability: () => 1 - erf(t / Math.SQRT2),
      })),
      C6: {
        quantity: ([x = 0]) => within(x, x ** 3),
        mean: () => 0,
        variance: () => moment(3, most),
        scale: () => most ** 3 / 3,
      },
      C7: {
        quantity: ([x = 0]) => within(x, x ** 4),
        mean: () => moment(2, most),
        variance: () => moment(4, most) - moment(2, most) ** 2,
        scale: () => most ** 4 / 3,
      },
    },
  },
  freedom: 'the bits that a key gives; the same key gives the same ones again',
  special: 'undefined',
  rejects: {
    R1: 'shape must be a list of sizes',
    R2: 'key must be an integer; that it lies from 0 to 2^32 - 1 is a convention',
    R3: 'dtype must be float64 or float32',
  },
  clauses: {
    C1: 'every element is finite, and none beyond 9 in magnitude, where 2e-19 of the distribution lies',
    C2: 'E x = 0',
    C3: 'E x^2 = 1',
    C4: 'P(x <= t) = (1 + erf(t / sqrt 2)) / 2',
    C5: 'P(|x| > t) = 1 - erf(t / sqrt 2), 0.0027 for t = 3 and 0.00022 for t = 3.7: the tails are there',
    C6: 'E x^3 = 0, of which what lies beyond 4 is left out',
    C7: 'E x^4 = 3, and 2.98 where what lies beyond 4 is left out',
  },
  sources: [
    boxMuller1958('the method'),
    massart1990('corollary 1'),
    boucheronLugosiMassart2013('sections 2.4 and 2.8'),
    numpy('Generator.standard_normal'),
  ],
});
