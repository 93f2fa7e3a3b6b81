import { holds } from '../_internal/holds.ts';
import { integersOf, membersOf, worstOf } from '../_internal/members.ts';
import { defineOperation } from '../operation.ts';
import type { Drawn } from '../random.ts';
import { refuse } from '../refusal.ts';
import { marsagliaTsang2000, numpy, pytorch } from '../sources.ts';
import { sample } from './_internal/sample.ts';

const { shape, key } = sample.attributes;
const { R1, R2 } = sample.rejects;

const requireOne = (count: number, name: string): void => {
  if (count < 1) refuse('R3', `${name} must have an element`);
};

export const categorical = defineOperation({
  id: 'numerics.categorical',
  meaning: 'Independent numbers from 0 to k - 1, as a key says: i with the probability p_i.',
  signature: 'p[k] -> int x[s*]',
  attributes: { shape, key },
  sizes({ k }, { shape }) {
    requireOne(k, 'p');
    return { s: shape };
  },
  equations: {
    C1: ({ p, x }) => holds(integersOf(x).every((i) => (p.entries[i] ?? 0n) > 0n)),
  },
  random: {
    at: [
      { p: [0.5, 0.5] },
      { p: [0.1, 0.2, 0.3, 0.4] },
      { p: [0.75, 0, 2 ** -11, 0.25 - 2 ** -11] },
      { p: [0, 1, 0] },
      { p: [1] },
    ],
    coins: [([x = 0]) => x === 0],
    statistics: {
      C2: [0, 1, 2, 3].map((i) => ({
        happens: ([x]: Drawn) => x === i,
        probability: ({ p }: { readonly p: readonly number[] }) => p[i] ?? 0,
      })),
    },
  },
  freedom: sample.freedom,
  special: 'rejects',
  rejects: { R1, R2, R3: 'p must be numbers that are not negative and sum to 1, up to rounding' },
  domain: { p: 'distribution' },
  feasible: ({ k }) => ({ k: Math.max(k, 1) }),
  clauses: {
    C1: 'x is one of 0 .. k - 1, and of probability above 0',
    C2: 'P(x = i) = p_i, for p_i = 0 and p_i = 1 without an exception',
  },
  sources: [numpy('Generator.choice'), pytorch('torch.multinomial')],
});

interface Concentrations {
  readonly alpha: readonly number[];
}

/** E x_i^k x_j^l, of rising factorials. */
function moment({ alpha }: Concentrations, i: number, k: number, j = i, l = 0): number {
  const rising = (a: number, count: number): number =>
    Array.from({ length: count }, (_, m) => a + m).reduce((product, factor) => product * factor, 1);
  const total = alpha.reduce((sum, one) => sum + one, 0);
  return (rising(alpha.at(i) ?? Number.NaN, k) * rising(alpha.at(j) ?? Number.NaN, l)) / rising(total, k + l);
}

const ends = [0, -1];
const coordinate = (x: Drawn, end: number): number => Array.from(x).at(end) ?? Number.NaN;

export const dirichlet = defineOperation({
  id: 'numerics.dirichlet',
  meaning:
    'Independent points of the simplex, as a key says: numbers with Gamma distributions of shapes alpha over their sum.',
  signature: 'alpha[n] -> x[s*, n]',
  attributes: { shape, key },
  sizes({ n }, { shape }) {
    requireOne(n, 'alpha');
    return { s: shape };
  },
  equations: {
    C1: ({ x }) => holds(x.entries.every((entry) => entry >= 0n)),
    C2: ({ x }, { times, transpose, minus, identity, largest, ratio, u }, _, { n }) => {
      const ones = { rows: n, columns: 1, exponent: 0, entries: new Array<bigint>(n).fill(1n) };
      return worstOf(
        membersOf(x, n).map((one) => ratio(largest(minus(times(transpose(one), ones), identity(1))), (n + 2) * u)),
      );
    },
  },
  random: {
    at: [{ alpha: [1, 1, 1] }, { alpha: [0.5, 2, 3] }, { alpha: [0.125, 0.25] }, { alpha: [20, 5, 1, 4] }],
    coins: [([x = 0, y = 0]) => x > y, ([x = 0]) => x > 1 - Math.SQRT1_2],
    statistics: {
      C3: ends.map((end) => ({
        quantity: (x: Drawn) => coordinate(x, end),
        mean: (at: Concentrations) => moment(at, end, 1),
        variance: (at: Concentrations) => moment(at, end, 2) - moment(at, end, 1) ** 2,
        scale: () => 1 / 3,
      })),
      C4: ends.map((end) => ({
        quantity: (x: Drawn) => coordinate(x, end) ** 2,
        mean: (at: Concentrations) => moment(at, end, 2),
        variance: (at: Concentrations) => moment(at, end, 4) - moment(at, end, 2) ** 2,
        scale: () => 1 / 3,
      })),
      C5: {
        quantity: ([x = 0, y = 0]) => x * y,
        mean: (at) => moment(at, 0, 1, 1, 1),
        variance: (at) => moment(at, 0, 2, 1, 2) - moment(at, 0, 1, 1, 1) ** 2,
        scale: () => 1 / 12,
      },
    },
  },
  freedom: sample.freedom,
  special: 'rejects',
  rejects: { R1, R2, R3: 'alpha must be positive numbers, one at least' },
  domain: { alpha: 'positive' },
  feasible: ({ n }) => ({ n: Math.max(n, 1) }),
  clauses: {
    C1: 'x_i >= 0',
    C2: 'sum x = 1: |sum x - 1| <= (n + 2) u, a rounding for every term of the sum that it is divided by, and for the quotient',
    C3: 'E x_i = alpha_i / A, A the sum of alpha, of the first and the last',
    C4: 'E x_i^2 = alpha_i (alpha_i + 1) / (A (A + 1))',
    C5: 'E x_1 x_2 = alpha_1 alpha_2 / (A (A + 1))',
  },
  sources: [marsagliaTsang2000('section 2, and 6 for alpha below 1'), numpy('Generator.dirichlet')],
});
