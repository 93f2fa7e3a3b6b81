import { holds } from '../_internal/holds.ts';
import { integersOf, membersOf } from '../_internal/members.ts';
import { defineOperation } from '../operation.ts';
import type { Drawn } from '../random.ts';
import { refuse } from '../refusal.ts';
import { durstenfeld1964, numpy, pytorch } from '../sources.ts';
import { sample } from './_internal/sample.ts';

/** All orders of some things. */
const ordersOf = (things: readonly number[]): readonly (readonly number[])[] =>
  things.length < 2
    ? [things]
    : things.flatMap((first) => ordersOf(things.filter((one) => one !== first)).map((rest) => [first, ...rest]));

const orders = ordersOf([0, 1, 2, 3]);
const pairs = orders.map(([i = 0, j = 0]) => [i, j] as const).filter((_, at) => at % 2 === 0);

/** Whether the elements at these places, counted from one of them, grow. */
const growsAlong = (member: Drawn, order: readonly number[], from: number): boolean =>
  order.every((place, at) => at === 0 || Number(member[from + Number(order[at - 1])]) < Number(member[from + place]));

const growing = (i: number, j: number) => (member: Drawn) => Number(member[i]) < Number(member[j]);

interface Sizes {
  readonly n: number;
  readonly k: number;
}

const { shape, key } = sample.attributes;

export const permutation = defineOperation({
  id: 'numerics.permutation',
  meaning: 'Independent permutations of 0 .. n - 1, all n! equally likely, as a key says.',
  signature: '() -> int p[s*, n]',
  attributes: { shape, n: { kind: 'integer', min: 0, clause: 'R1' }, key },
  sizes: (_, { shape, n }) => ({ s: shape, n }),
  equations: {
    C1: ({ p }, _algebra, _, { n }) =>
      holds(
        membersOf(p, n).every((one) =>
          integersOf(one)
            .toSorted((a, b) => a - b)
            .every((value, i) => value === i),
        ),
      ),
  },
  random: {
    at: [{ n: 4 }, { n: 17 }],
    coins: [growing(0, 1), growing(2, 3)],
    statistics: {
      C2: orders.map((order) => ({
        happens: (p: Drawn) => growsAlong(p, order, 0),
        probability: () => 1 / orders.length,
      })),
      C3: orders.map((order) => ({
        happens: (p: Drawn, { n }: Pick<Sizes, 'n'>) => growsAlong(p, order, n - 4),
        probability: () => 1 / orders.length,
      })),
      C4: {
        quantity: (p) => Array.from(p).filter((value, i) => value === i).length,
        mean: () => 1,
        variance: () => 1,
        scale: ({ n }) => (n - 1) / 3,
      },
      C5: [0, 1].flatMap((first) =>
        [0, 1].map((least) => ({
          happens: (p: Drawn, { n }: Pick<Sizes, 'n'>) => p[first * (n - 1)] === least * (n - 1),
          probability: ({ n }: Pick<Sizes, 'n'>) => 1 / n,
        })),
      ),
    },
  },
  freedom: sample.freedom,
  special: 'undefined',
  rejects: {
    R1: 'shape must be a list of sizes, and n a whole number',
    R2: sample.rejects.R2,
  },
  clauses: {
    C1: 'each of 0 .. n - 1 is there once',
    C2: 'the first four are in any of the 24 orders with probability 1/24: for n = 4 all permutations are as likely',
    C3: 'the last four are in any of the 24 orders with probability 1/24',
    C4: 'on average one number stands at its own place',
    C5: 'the first and the last are 0 and n - 1 with probability 1/n each',
  },
  sources: [durstenfeld1964('the algorithm'), numpy('Generator.permutation'), pytorch('torch.randperm')],
});

export const choice = defineOperation({
  id: 'numerics.choice',
  meaning: 'Independent samples of k out of 0 .. n - 1 without replacement, in any order, as a key says.',
  signature: '() -> int x[s*, k]',
  attributes: {
    shape,
    n: { kind: 'integer', min: 0, clause: 'R1' },
    k: { kind: 'integer', min: 0, clause: 'R3' },
    key,
  },
  sizes: (_, { shape, n, k }) =>
    k > n ? refuse('R3', `k must be at most n = ${n}, as none is drawn twice, got ${k}`) : { s: shape, k },
  equations: {
    C1: ({ x }, _algebra, { n }, { k }) =>
      holds(
        membersOf(x, k).every((one) => {
          const drawn = integersOf(one);
          return new Set(drawn).size === k && drawn.every((value) => value >= 0 && value < Number(n));
        }),
      ),
  },
  random: {
    at: [
      { n: 4, k: 2 },
      { n: 5, k: 3 },
      { n: 17, k: 4 },
    ],
    coins: [growing(0, 1)],
    statistics: {
      C2: pairs.map(([i, j]) => ({
        happens: ([first, second]: Drawn) => first === i && second === j,
        probability: ({ n }: Sizes) => 1 / (n * (n - 1)),
      })),
      C3: [0, 1].map((end) => ({
        happens: (x: Drawn, { n }: Pick<Sizes, 'n'>) => Array.from(x).includes(end * (n - 1)),
        probability: ({ n, k }: Sizes) => k / n,
      })),
      C4: { happens: (x, { n, k }) => x[k - 1] === n - 1, probability: ({ n }) => 1 / n },
    },
  },
  freedom: sample.freedom,
  special: 'undefined',
  rejects: {
    R1: 'shape must be a list of sizes, and n a whole number',
    R2: sample.rejects.R2,
    R3: 'k must be a whole number that is at most n',
  },
  compatible: (attributes) => ({ ...attributes, k: Math.min(attributes.k, attributes.n) }),
  clauses: {
    C1: 'k different numbers from 0 to n - 1',
    C2: 'any two of the first four numbers come first and second with probability 1 / (n (n - 1))',
    C3: '0 and n - 1 are each among them with probability k/n',
    C4: 'the last of them is n - 1 with probability 1/n',
  },
  sources: [durstenfeld1964('the algorithm'), numpy('Generator.choice, replace=False')],
});
